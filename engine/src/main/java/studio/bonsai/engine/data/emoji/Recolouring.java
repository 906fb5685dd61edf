// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import studio.bonsai.engine.Pixels;

/**
 * Paints a thing that has one colour in another. Only pixels of that colour change: they take the
 * new hue, and their saturation and value move so that the middle one becomes the new colour's;
 * light and shadow stay. A thing is of one colour when most of it is about one hue, or when most of
 * it is white or grey.
 */
final class Recolouring {
  /** Of the dominant hue, in degrees. */
  private static final double NEAR = 27;

  /** From here on a pixel keeps its colour. */
  private static final double FAR = 42;

  private static final double LEAST_SHARE = 0.62;
  private static final double LEAST_SATURATION = 0.38;
  private static final double LEAST_VALUE = 0.3;

  /** Below it a pixel is grey, above the other it is not. */
  private static final double GREY = 0.27;

  private static final double COLOURED = 0.42;

  /** Eyes and the like are darker than the one; from the other on a pixel is painted in full. */
  private static final double DARK = 0.25;

  private static final double LIGHT = 0.45;

  private final Pixels picture;
  private final Hsv[] colours;
  private final BitSet background;
  private double dominant;
  private double share;
  private double meanSaturation;
  private double medianSaturation;
  private double medianValue;
  private boolean hued;
  private boolean neutral;

  /**
   * @param picture on white
   */
  Recolouring(Pixels picture) {
    this.picture = picture;
    colours = new Hsv[picture.width() * picture.height()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Hsv.of(picture.colour(i % picture.width(), i / picture.width()));
    }
    background = Background.of(picture);
    measure();
    hued = share >= LEAST_SHARE && meanSaturation > LEAST_SATURATION && medianValue > LEAST_VALUE;
    if (!hued) {
      measureGrey();
    }
  }

  private void measure() {
    double[] weights = new double[360];
    double all = 0;
    for (Hsv colour : colours) {
      double weight = colour.saturation() * colour.value();
      weights[(int) colour.hue() % 360] += weight;
      all += weight;
    }
    double best = -1;
    for (int hue = 0; hue < 360; hue++) {
      double sum = 0;
      for (int d = (int) -NEAR; d <= NEAR; d++) {
        sum += weights[(hue + d + 360) % 360];
      }
      if (sum > best) {
        best = sum;
        dominant = hue;
      }
    }
    share = all == 0 ? 0 : best / all;
    centre(weights);
    measureNear();
  }

  /** The window's centre of mass, where a window alone would end anywhere on a plateau. */
  private void centre(double[] weights) {
    double sum = 0;
    double moment = 0;
    for (int d = (int) -NEAR; d <= NEAR; d++) {
      double weight = weights[((int) dominant + d + 360) % 360];
      sum += weight;
      moment += d * weight;
    }
    dominant = sum == 0 ? 0 : (dominant + moment / sum + 360) % 360;
  }

  private void measureNear() {
    Hsv[] near =
        Arrays.stream(colours)
            .filter(c -> c.saturation() > 0.12 && Hsv.distance(c.hue(), dominant) <= NEAR)
            .toArray(Hsv[]::new);
    double[] saturations = Arrays.stream(near).mapToDouble(Hsv::saturation).sorted().toArray();
    double[] values = Arrays.stream(near).mapToDouble(Hsv::value).sorted().toArray();
    meanSaturation = Arrays.stream(saturations).average().orElse(0);
    medianSaturation = saturations.length == 0 ? 0 : saturations[saturations.length / 2];
    medianValue = values.length == 0 ? 0 : values[values.length / 2];
  }

  private void measureGrey() {
    double[] values =
        IntStream.range(0, colours.length)
            .filter(i -> !background.get(i))
            .mapToObj(i -> colours[i])
            .filter(c -> c.saturation() < GREY && c.value() > LIGHT)
            .mapToDouble(Hsv::value)
            .sorted()
            .toArray();
    double grey = (double) values.length / Math.max(1, colours.length - background.cardinality());
    neutral = grey >= LEAST_SHARE;
    if (neutral) {
      medianValue = values[values.length / 2];
    }
  }

  /** Whether the thing has one colour that can be changed. */
  boolean isPossible() {
    return hued || neutral;
  }

  /** The name of the one colour that it has. */
  Optional<NamedColour> ownColour() {
    if (neutral) {
      return Optional.of(medianValue > 0.8 ? NamedColour.WHITE : NamedColour.GREY);
    }
    return hued ? NamedColour.of(dominant, medianSaturation, medianValue) : Optional.empty();
  }

  Pixels paint(NamedColour colour) {
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < colours.length; i++) {
      double change = background.get(i) ? 0 : change(colours[i]);
      if (change > 0) {
        int painted = painted(colours[i], colour).rgb();
        for (int c = 0; c < 3; c++) {
          int before = rgb[3 * i + c] & 0xff;
          int after = painted >> (16 - 8 * c) & 0xff;
          rgb[3 * i + c] = (byte) Math.round(before + change * (after - before));
        }
      }
    }
    return new Pixels(picture.width(), picture.height(), rgb);
  }

  /** How much of a pixel changes, 0 to 1. */
  private double change(Hsv colour) {
    return neutral
        ? ramp(COLOURED, GREY, colour.saturation()) * ramp(DARK, LIGHT, colour.value())
        : ramp(FAR, NEAR, Hsv.distance(colour.hue(), dominant));
  }

  /** 0 at the one place, 1 at the other and beyond. */
  private static double ramp(double zero, double one, double x) {
    return Math.max(0, Math.min(1, (x - zero) / (one - zero)));
  }

  private Hsv painted(Hsv from, NamedColour to) {
    double value = moved(from.value(), medianValue, to.value);
    if (neutral) {
      return new Hsv(to.hue, to.saturation, value);
    }
    double saturation = moved(from.saturation(), medianSaturation, to.saturation);
    // A highlight is white on every colour: the less saturated, the less it darkens.
    double body = Math.min(1, from.saturation() / (0.6 * medianSaturation));
    return new Hsv(to.hue, saturation, from.value() + body * (value - from.value()));
  }

  /** Through 0 and the middle, and never steeper than at first: noise must not grow. */
  private static double moved(double x, double middle, double target) {
    double slope = target / middle;
    if (x <= middle) {
      return x * slope;
    }
    double room = (1 - target) / Math.max(1e-6, 1 - middle);
    return Math.min(1, target + (x - middle) * Math.min(slope, room));
  }
}
