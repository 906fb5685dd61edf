// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

/**
 * Random choices as a function of a seed and a place: whoever comes to a place, in whatever way and
 * on whatever thread, chooses the same there.
 *
 * @param seed of the run
 */
record Draws(long seed) {
  /** What is chosen; each use has its own numbers. */
  enum Purpose {
    ORDER(1),
    CROP_X(2),
    CROP_Y(3),
    FLIP(4),
    CAPTION(5);

    private final int stream;

    Purpose(int stream) {
      this.stream = stream;
    }
  }

  /** 64 bits. */
  long bits(Purpose purpose, long place) {
    return mix(mix(seed + 0x9e3779b97f4a7c15L * purpose.stream) ^ mix(place));
  }

  /** 0 to bound - 1, all alike. */
  int below(int bound, Purpose purpose, long place) {
    return (int) Math.multiplyHigh(bits(purpose, place) >>> 1, (long) bound << 1);
  }

  /** David Stafford's mix 13 of a 64-bit word, as SplitMix64 uses it. */
  private static long mix(long word) {
    long z = word;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** 64 bits of a text. */
  static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash * 31 + text.charAt(i) + 1);
    }
    return hash;
  }
}
