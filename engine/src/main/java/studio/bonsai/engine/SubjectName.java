// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.dreambooth.RareWords;
import studio.bonsai.engine.weights.ModelFolder;

/** The word that will stand for a subject in prompts. */
public final class SubjectName {
  private SubjectName() {}

  /**
   * A word that the model can read as one token and knows next to nothing of.
   *
   * @param model its folder
   * @throws EngineException when it is no model's
   */
  public static String choose(Path model) {
    try (RareWords words = RareWords.open(ModelFolder.part(model, "tokenizer"))) {
      return words.choose();
    }
  }

  /**
   * What speaks against a word of the user's own.
   *
   * @return a sentence; empty when nothing does
   */
  public static Optional<String> doubt(Path model, String word) {
    try (RareWords words = RareWords.open(ModelFolder.part(model, "tokenizer"))) {
      return words.isCommon(word)
          ? Optional.of(
              "'"
                  + word
                  + "' is a common word: what the model knows of it will mix with the subject."
                  + " Better take a rare one, such as '"
                  + words.choose()
                  + "'.")
          : Optional.empty();
    }
  }
}
