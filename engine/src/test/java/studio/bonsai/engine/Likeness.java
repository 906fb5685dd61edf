// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * How alike two pictures of the same size are.
 *
 * @param decibels peak signal to noise ratio over all bytes; infinite for equal pictures
 * @param largest difference of a byte, 0 to 255
 */
public record Likeness(double decibels, int largest) {

  /**
   * @param expected red, green, blue bytes, row by row
   */
  public static Likeness of(byte[] expected, Pixels actual) {
    byte[] have = actual.rgb();
    if (expected.length != have.length) {
      throw new IllegalArgumentException(expected.length + " bytes against " + have.length);
    }
    long squares = 0;
    int largest = 0;
    for (int i = 0; i < have.length; i++) {
      int difference = Math.abs((expected[i] & 0xff) - (have[i] & 0xff));
      squares += (long) difference * difference;
      largest = Math.max(largest, difference);
    }
    double meanSquare = (double) squares / have.length;
    return new Likeness(10 * Math.log10(255.0 * 255 / meanSquare), largest);
  }
}
