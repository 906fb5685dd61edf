// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.util.Random;
import studio.bonsai.engine.data.Draws.Purpose;

/**
 * Numbers 0 to size - 1 in an endless row of epochs, each shuffled anew: what stands at a place
 * depends on the seed alone. Not for many threads at once.
 */
final class EndlessOrder {
  private final int size;
  private final Draws draws;
  private long shuffled = -1;
  private int[] epoch;

  EndlessOrder(int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("there is nothing to put into an order");
    }
    this.size = size;
    this.draws = new Draws(seed);
  }

  /**
   * @param place from 0, over all epochs
   */
  int at(long place) {
    if (place < 0) {
      throw new IllegalArgumentException("places begin at 0, got " + place);
    }
    if (place / size != shuffled) {
      shuffle(place / size);
    }
    return epoch[(int) (place % size)];
  }

  /** Fisher and Yates' shuffle over Java's documented generator: the same on every machine. */
  private void shuffle(long number) {
    int[] order = new int[size];
    Random random = new Random(draws.bits(Purpose.ORDER, number));
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    epoch = order;
    shuffled = number;
  }
}
