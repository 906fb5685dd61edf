// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.nio.file.Path;

/**
 * A picture as the grid shows it.
 *
 * @param content tells pictures apart by what is in them, wherever they lie
 * @param isBroken whether its file cannot be read
 */
public record Picture(long id, Path file, String content, boolean isFavourite, boolean isBroken) {
  /** The file's name alone. */
  public String name() {
    return file.getFileName().toString();
  }
}
