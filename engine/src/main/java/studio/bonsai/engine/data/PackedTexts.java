// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of texts as UTF-8 in few large arrays: millions of captions without millions of objects.
 */
final class PackedTexts {
  /** Small enough that no collector keeps it apart as a giant. */
  private static final int CHUNK = 1 << 18;

  /** No encoder reads more of a caption. */
  private static final int LONGEST = 1 << 16;

  private final List<byte[]> chunks = new ArrayList<>();
  private long[] starts = new long[1024];
  private int used = CHUNK;
  private int size;

  int size() {
    return size;
  }

  void add(String text) {
    String kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
    int needed = Integer.BYTES + bytes.length;
    if (used + needed > CHUNK) {
      chunks.add(new byte[CHUNK]);
      used = 0;
    }
    ByteBuffer.wrap(chunks.get(chunks.size() - 1)).position(used).putInt(bytes.length).put(bytes);
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + size / 2);
    }
    starts[size++] = (long) (chunks.size() - 1) * CHUNK + used;
    used += needed;
  }

  String get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    byte[] chunk = chunks.get((int) (starts[index] / CHUNK));
    int at = (int) (starts[index] % CHUNK);
    int length = ByteBuffer.wrap(chunk).getInt(at);
    return new String(chunk, at + Integer.BYTES, length, StandardCharsets.UTF_8);
  }
}
