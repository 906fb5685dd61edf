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
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.UUID;
import studio.bonsai.engine.EngineException;

/** Makes arrays of a file's bytes, on the CPU without a copy where alignment allows. */
final class MappedBytes {
  private MappedBytes() {}

  /**
   * An array over the bytes at {@code begin}. The mapping is also held by the manager: views of the
   * array outlive it and know nothing of the Java buffer below.
   */
  static NDArray array(NDManager manager, FileChannel channel, long begin, TensorInfo info)
      throws IOException {
    if (info.elements() == 0) {
      return manager.create(info.shape(), info.dtype());
    }
    if (info.bytes() > Integer.MAX_VALUE) {
      throw new EngineException(
          "A tensor of " + info.describe() + " is larger than 2 GiB, which Bonsai cannot map.");
    }
    ByteBuffer bytes = channel.map(MapMode.READ_ONLY, begin, info.bytes());
    if (info.dtype() == DataType.BFLOAT16 || info.dtype() == DataType.INT16) {
      return array(manager, widened(bytes, info.dtype()), info.inMemory());
    }
    if (begin % info.dtype().getNumOfBytes() != 0) {
      bytes = ByteBuffer.allocateDirect((int) info.bytes()).put(bytes).flip();
    }
    return array(manager, bytes, info);
  }

  /** bfloat16 is the upper half of a float32; DJL's native glue ends the process on either type. */
  private static ByteBuffer widened(ByteBuffer stored, DataType dtype) {
    ShortBuffer narrow = stored.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int count = narrow.remaining();
    if (count > Integer.MAX_VALUE / Integer.BYTES) {
      throw new EngineException(
          "A 16 bit tensor of " + count + " numbers is too large for Bonsai to widen.");
    }
    ByteBuffer wide = ByteBuffer.allocateDirect(count * Integer.BYTES);
    IntBuffer numbers = wide.order(ByteOrder.nativeOrder()).asIntBuffer();
    boolean brain = dtype == DataType.BFLOAT16;
    for (int i = 0; i < count; i++) {
      numbers.put(i, brain ? narrow.get(i) << Short.SIZE : narrow.get(i));
    }
    return wide;
  }

  /** An array over a direct buffer, which the manager then holds. */
  static NDArray array(NDManager manager, ByteBuffer direct, TensorInfo info) {
    direct.order(ByteOrder.nativeOrder());
    NDArray array = manager.create(direct, info.shape(), info.dtype());
    if (!manager.getDevice().isGpu()) {
      manager.attachInternal("mapping-" + UUID.randomUUID(), new Held(direct));
    }
    return array;
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
