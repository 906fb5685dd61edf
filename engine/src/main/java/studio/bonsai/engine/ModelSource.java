// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an installed model came from, as far as its folder tells.
 *
 * @param hub owner/name; empty when it was not fetched from a hub
 * @param licence its name, or the hub's word for it
 */
public record ModelSource(Optional<String> hub, Optional<String> licence) {
  /** Written into folders that were fetched. */
  public static final String FILE = "source.json";

  private static final Pattern CARD =
      Pattern.compile("\\A---\\R(?:(?!---).*\\R)*?license: *[\"']?([\\w.+-]+)");
  private static final int LONGEST_CARD = 1 << 20;

  /** Reads a folder; what cannot be read tells nothing. */
  public static ModelSource of(Path folder) {
    try {
      Path file = folder.resolve(FILE);
      if (Files.isRegularFile(file)) {
        JsonFields fields = JsonFields.read(file);
        return new ModelSource(fields.text("hub"), fields.text("licence"));
      }
      return new ModelSource(Optional.empty(), licenceOfCard(folder.resolve("README.md")));
    } catch (IOException | EngineException e) {
      return new ModelSource(Optional.empty(), Optional.empty());
    }
  }

  /** Hubs keep it in the head of the model's card. */
  private static Optional<String> licenceOfCard(Path card) throws IOException {
    if (!Files.isRegularFile(card) || Files.size(card) > LONGEST_CARD) {
      return Optional.empty();
    }
    Matcher matcher = CARD.matcher(Files.readString(card));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
