// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What a mask was before each change, as packed tiles: a stroke over a large photo keeps but the
 * tiles that it touched, and those take hardly any memory.
 */
final class MaskHistory {
  private static final int TILE = 256;

  /** A tile as it was. */
  private static final class Tile {
    final Area area;

    /** One byte where all are alike. */
    final byte[] packed;

    Tile(Area area, byte[] packed) {
      this.area = area;
      this.packed = packed;
    }
  }

  /**
   * One change.
   *
   * @param inversion whether it undoes itself, and needs no tiles
   */
  private record Step(boolean inversion, List<Tile> tiles) {
    long bytes() {
      return 64 + tiles.stream().mapToLong(tile -> 64 + tile.packed.length).sum();
    }
  }

  private final MaskBytes mask;
  private final long mostBytes;
  private final Deque<Step> undone = new ArrayDeque<>();
  private final Deque<Step> done = new ArrayDeque<>();
  private final Set<Area> kept = new HashSet<>();
  private List<Tile> open = new ArrayList<>();

  /**
   * @param mostBytes what all changes together may take: the oldest ones are forgotten
   */
  MaskHistory(MaskBytes mask, long mostBytes) {
    this.mask = mask;
    this.mostBytes = mostBytes;
  }

  boolean canUndo() {
    return !done.isEmpty();
  }

  boolean canRedo() {
    return !undone.isEmpty();
  }

  /** To be called before the area changes. */
  void keep(Area area) {
    tiles(area).stream().filter(kept::add).forEach(tile -> open.add(pack(tile)));
  }

  /** All that was kept since the last time is one change. */
  void close() {
    if (!open.isEmpty()) {
      push(new Step(false, open));
    }
    open = new ArrayList<>();
    kept.clear();
  }

  void closeInversion() {
    push(new Step(true, List.of()));
  }

  private void push(Step step) {
    undone.clear();
    done.push(step);
    long bytes = done.stream().mapToLong(Step::bytes).sum();
    while (bytes > mostBytes && done.size() > 1) {
      bytes -= done.removeLast().bytes();
    }
  }

  /** What has changed; empty when there was nothing to undo. */
  Area undo() {
    return swap(done, undone);
  }

  Area redo() {
    return swap(undone, done);
  }

  private Area swap(Deque<Step> from, Deque<Step> to) {
    if (from.isEmpty()) {
      return Area.NONE;
    }
    Step step = from.pop();
    if (step.inversion()) {
      mask.invert();
      to.push(step);
      return mask.whole();
    }
    to.push(new Step(false, step.tiles().stream().map(tile -> pack(tile.area)).toList()));
    step.tiles().forEach(tile -> mask.write(tile.area, unpack(tile)));
    return step.tiles().stream().map(tile -> tile.area).reduce(Area.NONE, Area::with);
  }

  private List<Area> tiles(Area area) {
    List<Area> tiles = new ArrayList<>();
    for (int y = area.y() / TILE * TILE; y < area.bottom(); y += TILE) {
      for (int x = area.x() / TILE * TILE; x < area.right(); x += TILE) {
        tiles.add(new Area(x, y, TILE, TILE).within(mask.width(), mask.height()));
      }
    }
    return tiles;
  }

  private Tile pack(Area area) {
    byte[] bytes = mask.read(area);
    boolean alike = true;
    for (byte b : bytes) {
      alike &= b == bytes[0];
    }
    return new Tile(area, alike ? new byte[] {bytes[0]} : deflate(bytes));
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] unpack(Tile tile) {
    byte[] bytes = new byte[tile.area.width() * tile.area.height()];
    if (tile.packed.length == 1) {
      Arrays.fill(bytes, tile.packed[0]);
      return bytes;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(tile.packed);
      int filled = 0;
      while (filled < bytes.length) {
        filled += inflater.inflate(bytes, filled, bytes.length - filled);
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("what was packed here can be unpacked", e);
    } finally {
      inflater.end();
    }
  }
}
