// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Colours that people name, and how a thing of that colour looks. */
enum NamedColour {
  RED(2, 0.86, 0.9),
  ORANGE(27, 0.9, 0.97),
  YELLOW(49, 0.85, 0.98),
  GREEN(128, 0.72, 0.7),
  BLUE(216, 0.82, 0.92),
  PURPLE(276, 0.66, 0.82),
  PINK(331, 0.52, 0.98),
  BROWN(24, 0.62, 0.52),
  BLACK(240, 0.1, 0.24),
  WHITE(240, 0.03, 0.95),
  GREY(240, 0.05, 0.6);

  /** What things are painted in; white and grey they only are of themselves. */
  static final List<NamedColour> PAINTS =
      List.of(RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, PINK, BROWN, BLACK);

  private static final List<NamedColour> BRIGHT =
      List.of(RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, PINK);

  final double hue;
  final double saturation;
  final double value;

  NamedColour(double hue, double saturation, double value) {
    this.hue = hue;
    this.saturation = saturation;
    this.value = value;
  }

  /** What people would call it, if they agreed; of a colour that is one. */
  static Optional<NamedColour> of(double hue, double saturation, double value) {
    if ((value < 0.62 || saturation < 0.55) && hue > 8 && hue < 45) {
      return Optional.of(BROWN);
    }
    if (saturation < 0.7 && value > 0.8 && (hue > 315 || hue < 8)) {
      return Optional.of(PINK);
    }
    return BRIGHT.stream()
        .filter(c -> c != PINK && Hsv.distance(c.hue, hue) < (c == GREEN ? 40 : 16))
        .findFirst();
  }

  /** The colour as a word. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(NamedColour::word).toList();
  }
}
