// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.image.Image;
import studio.bonsai.engine.PictureFiles.Memory;

/**
 * A finished picture in the strip.
 *
 * @param memory of how it was made
 * @param thumbnail a small picture of it
 */
public record Result(Path file, Memory memory, Image thumbnail) {
  public Result {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(memory, "memory");
  }

  /** Empty when the picture does not tell. */
  public String prompt() {
    return memory.request().map(request -> request.prompt()).orElse("");
  }
}
