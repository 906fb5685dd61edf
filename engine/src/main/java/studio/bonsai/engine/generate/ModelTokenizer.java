// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.ClipTokenizerConfig;
import studio.bonsai.engine.text.ClipVocabulary;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.weights.ModelFolder;

/** Where a model's tokenizer comes from. */
final class ModelTokenizer {
  private ModelTokenizer() {}

  /**
   * A single file brings no tokenizer: it is CLIP's own, padded as its family pads.
   *
   * @param model a folder or a single file
   * @throws EngineException when a folder has none, or a broken one
   */
  static ClipTokenizer open(Path model, TextEncoderConfig text) {
    Path folder = ModelFolder.part(model, "tokenizer");
    if (Files.isDirectory(folder)) {
      return ClipTokenizer.open(folder);
    }
    if (Files.isDirectory(model)) {
      throw new EngineException(model + " has no tokenizer. Download the model again.");
    }
    boolean openClip = text.activation() == TextEncoderConfig.Activation.GELU;
    return new ClipTokenizer(
        ClipVocabulary.standard(),
        openClip ? ClipTokenizerConfig.stableDiffusion2() : ClipTokenizerConfig.stableDiffusion1());
  }
}
