// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LikenessTest {
  private static Likeness of(byte[] expected, byte... actual) {
    return Likeness.of(expected, new Pixels(1, 1, actual));
  }

  @Test
  void equalPicturesHaveNoNoise() {
    byte[] bytes = {1, 2, (byte) 255};
    assertEquals(new Likeness(Double.POSITIVE_INFINITY, 0), of(bytes, bytes.clone()));
  }

  @Test
  void aDifferenceOfOneEverywhereIsFortyEightDecibels() {
    Likeness likeness = of(new byte[] {0, 100, (byte) 128}, (byte) 1, (byte) 99, (byte) 127);
    assertEquals(48.1308, likeness.decibels(), 1e-4);
    assertEquals(1, likeness.largest());
  }
}
