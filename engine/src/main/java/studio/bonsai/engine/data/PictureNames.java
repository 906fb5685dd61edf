// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.util.Locale;
import java.util.Set;

/** Which files are pictures, and what belongs to them, by their names. */
final class PictureNames {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "jpe", "jfif", "webp", "gif", "bmp");

  private PictureNames() {}

  static boolean isPicture(String name) {
    return ENDINGS.contains(ending(name));
  }

  /** In lower case, empty for a name without. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** The name without its ending. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
  }

  /** In one line, without space around. */
  static String caption(String text) {
    return text.replace('\ufeff', ' ').replaceAll("\\s+", " ").strip();
  }
}
