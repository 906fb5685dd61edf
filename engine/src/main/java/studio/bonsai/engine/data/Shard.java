// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.weights.Safetensors;
import studio.bonsai.engine.weights.TensorInfo;

/** One file of a cache, mapped: its rows are in memory only while they are looked at. */
final class Shard {
  private final Path file;
  private final Map<String, ByteBuffer> parts;
  private final Map<String, TensorInfo> infos;
  private final int size;

  private Shard(Path file, Map<String, ByteBuffer> parts, Map<String, TensorInfo> infos) {
    this.file = file;
    this.parts = parts;
    this.infos = infos;
    this.size = part("rows").remaining() / Integer.BYTES;
  }

  static Shard open(Path file) {
    try (Safetensors tensors = Safetensors.open(file)) {
      return new Shard(file, tensors.map(), Map.copyOf(tensors.entries()));
    }
  }

  private ByteBuffer part(String name) {
    ByteBuffer part = parts.get(name);
    if (part == null) {
      throw new EngineException(
          file + " is no part of a cache: it has no " + name + ". Delete it, and it is made anew.");
    }
    return part;
  }

  int size() {
    return size;
  }

  boolean has(String name) {
    return parts.containsKey(name);
  }

  int captions(int row) {
    return integer("caption_first", row + 1) - integer("caption_first", row);
  }

  String caption(int row, int choice) {
    int entry = integer("caption_first", row) + choice;
    int begin = entry == 0 ? 0 : integer("caption_ends", entry - 1);
    byte[] bytes = new byte[integer("caption_ends", entry) - begin];
    part("caption_bytes").get(begin, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Where the caption stands among the shard's texts. */
  int text(int row, int choice) {
    return integer("caption_texts", integer("caption_first", row) + choice);
  }

  private int integer(String name, int index) {
    return part(name).getInt(Integer.BYTES * index);
  }

  /** One row of a batch. */
  record Place(Shard shard, int row) {
    private ByteBuffer bytes(String name) {
      ByteBuffer part = shard.part(name);
      int length = part.remaining() / (int) shard.infos.get(name).shape().get(0);
      return part.slice(row * length, length);
    }
  }

  /**
   * Rows of several shards side by side.
   *
   * @return [places, ...] in float32
   */
  static NDArray gather(NDManager owner, String name, List<Place> places) {
    return gather(owner, name, Collections.nCopies(places.size(), false), places);
  }

  /**
   * @param mirrored for each place whether it is the mirrored picture's part
   */
  static NDArray gather(NDManager owner, String name, List<Boolean> mirrored, List<Place> places) {
    TensorInfo info = places.get(0).shard().infos.get(name);
    Shape one = info.shape().slice(1);
    int length = (int) one.size() * info.dtype().getNumOfBytes();
    ByteBuffer all = ByteBuffer.allocateDirect(length * places.size());
    for (int i = 0; i < places.size(); i++) {
      all.put(places.get(i).bytes(mirrored.get(i) ? name + "_flipped" : name));
    }
    all.flip().order(ByteOrder.nativeOrder());
    Shape shape = new Shape(places.size()).addAll(one);
    // A copy at once: the array shares the buffer, which nobody else holds.
    try (NDArray stored = owner.create(all, shape, info.dtype())) {
      return stored.toType(DataType.FLOAT32, true);
    }
  }
}
