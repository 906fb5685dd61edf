// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import studio.bonsai.engine.Pixels;

/** The white about a thing: what is connected to the border without crossing a pixel of it. */
final class Background {
  private static final int WHITE = 0xffffff;

  private final Pixels picture;
  private final BitSet found = new BitSet();
  private final Deque<Integer> open = new ArrayDeque<>();

  private Background(Pixels picture) {
    this.picture = picture;
  }

  /** Row by row, a bit for each pixel. */
  static BitSet of(Pixels picture) {
    return new Background(picture).flood();
  }

  private BitSet flood() {
    for (int x = 0; x < picture.width(); x++) {
      reach(x, 0);
      reach(x, picture.height() - 1);
    }
    for (int y = 0; y < picture.height(); y++) {
      reach(0, y);
      reach(picture.width() - 1, y);
    }
    while (!open.isEmpty()) {
      int at = open.remove();
      int x = at % picture.width();
      int y = at / picture.width();
      reach(x - 1, y);
      reach(x + 1, y);
      reach(x, y - 1);
      reach(x, y + 1);
    }
    return found;
  }

  private void reach(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
    if (inside && picture.colour(x, y) == WHITE && !found.get(y * picture.width() + x)) {
      found.set(y * picture.width() + x);
      open.add(y * picture.width() + x);
    }
  }
}
