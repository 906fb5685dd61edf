// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.UUID;
import studio.bonsai.engine.EngineException;

/** Makes arrays of a file's bytes, on the CPU without a copy where type and alignment allow. */
final class MappedBytes {
  private MappedBytes() {}

  /** An array over the bytes at {@code begin}. */
  static NDArray array(NDManager manager, FileChannel channel, long begin, TensorInfo info)
      throws IOException {
    if (info.elements() == 0) {
      return manager.create(info.inMemory().shape(), info.inMemory().dtype());
    }
    checkSize(info.describe(), info.inMemory().bytes());
    return array(manager, channel.map(MapMode.READ_ONLY, begin, info.bytes()), begin, info);
  }

  static void checkSize(String what, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new EngineException(
          "A tensor of " + what + " takes more than 2 GiB, which Bonsai cannot map.");
    }
  }

  /**
   * An array over a direct buffer. The buffer is also held by the manager: views of the array
   * outlive it and know nothing of the memory below.
   *
   * @param address only its alignment matters
   */
  static NDArray array(NDManager manager, ByteBuffer stored, long address, TensorInfo info) {
    ByteBuffer bytes = stored;
    if (!info.inMemory().equals(info)) {
      bytes = widened(stored, info.dtype());
    } else if (address % info.dtype().getNumOfBytes() != 0) {
      bytes = ByteBuffer.allocateDirect(stored.remaining()).put(stored).flip();
    }
    bytes.order(ByteOrder.nativeOrder());
    NDArray array = manager.create(bytes, info.shape(), info.inMemory().dtype());
    if (!manager.getDevice().isGpu()) {
      manager.attachInternal("mapping-" + UUID.randomUUID(), new Held(bytes));
    }
    return array;
  }

  /** DJL's native glue ends the process on any of these types. */
  private static ByteBuffer widened(ByteBuffer stored, DataType dtype) {
    stored.order(ByteOrder.LITTLE_ENDIAN);
    return switch (dtype) {
      case UINT32 -> longs(stored.asIntBuffer());
      case UINT16 -> ints(stored.asShortBuffer(), Short::toUnsignedInt);
      // bfloat16 is the upper half of a float32.
      case BFLOAT16 -> ints(stored.asShortBuffer(), half -> half << Short.SIZE);
      case INT16 -> ints(stored.asShortBuffer(), number -> number);
      default -> throw new IllegalArgumentException(dtype + " is not widened");
    };
  }

  private static ByteBuffer longs(IntBuffer narrow) {
    ByteBuffer wide = ByteBuffer.allocateDirect(narrow.remaining() * Long.BYTES);
    LongBuffer numbers = wide.order(ByteOrder.nativeOrder()).asLongBuffer();
    while (narrow.hasRemaining()) {
      numbers.put(Integer.toUnsignedLong(narrow.get()));
    }
    return wide;
  }

  private static ByteBuffer ints(ShortBuffer narrow, Widening widening) {
    ByteBuffer wide = ByteBuffer.allocateDirect(narrow.remaining() * Integer.BYTES);
    IntBuffer numbers = wide.order(ByteOrder.nativeOrder()).asIntBuffer();
    while (narrow.hasRemaining()) {
      numbers.put(widening.of(narrow.get()));
    }
    return wide;
  }

  /** Of one number; unboxed, for there are millions. */
  private interface Widening {
    int of(short narrow);
  }

  /** Keeps a buffer reachable until its manager closes; the collector then unmaps it. */
  private static final class Held implements AutoCloseable {
    private ByteBuffer buffer;

    Held(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void close() {
      buffer = null;
    }

    @Override
    public String toString() {
      return "mapping of " + (buffer == null ? 0 : buffer.capacity()) + " bytes";
    }
  }
}
