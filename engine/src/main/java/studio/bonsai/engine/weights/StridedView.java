// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.List;

/**
 * A tensor as PyTorch sees it: a walk over a stretch of numbers.
 *
 * @param begin first byte of the walk's first number, from the start of the file
 * @param stride how many numbers a step along each dimension passes
 */
record StridedView(long begin, TensorInfo info, List<Long> stride) {

  /**
   * @throws IOException when the walk would leave its storage
   */
  static StridedView of(Pickled.Tensor tensor, TensorInfo info, StoredZip.Entry storage)
      throws IOException {
    int width = info.dtype().getNumOfBytes();
    try {
      long there = storage.length() / width;
      long last = tensor.offset();
      long elements = 1;
      for (int i = 0; i < tensor.size().size(); i++) {
        long size = tensor.size().get(i);
        elements = Math.multiplyExact(elements, size);
        last =
            Math.addExact(last, Math.multiplyExact(Math.max(0, size - 1), tensor.stride().get(i)));
      }
      if (tensor.offset() < 0 || elements > there || (elements > 0 && last >= there)) {
        throw new IOException(
            "a tensor of " + info.describe() + " is larger than its storage of " + there);
      }
      return new StridedView(storage.begin() + tensor.offset() * width, info, tensor.stride());
    } catch (ArithmeticException e) {
      throw new IOException("a tensor has an impossible shape", e);
    }
  }

  NDArray read(NDManager manager, FileChannel channel) throws IOException {
    if (info.elements() == 0 || isContiguous()) {
      return MappedBytes.array(manager, channel, begin, info);
    }
    MappedBytes.checkSize(info.describe(), extent());
    return MappedBytes.array(
        manager, gather(channel.map(MapMode.READ_ONLY, begin, extent())), 0, info);
  }

  private boolean isContiguous() {
    long[] shape = info.shape().getShape();
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && stride.get(i) != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }

  /** From the first byte of the walk to one past its last. */
  private long extent() {
    long[] shape = info.shape().getShape();
    long last = 0;
    for (int i = 0; i < shape.length; i++) {
      last += (shape[i] - 1) * stride.get(i);
    }
    return (last + 1) * info.dtype().getNumOfBytes();
  }

  private ByteBuffer gather(ByteBuffer storage) {
    long[] shape = info.shape().getShape();
    int width = info.dtype().getNumOfBytes();
    ByteBuffer dense = ByteBuffer.allocateDirect((int) info.bytes());
    int inner = shape.length - 1;
    long[] index = new long[shape.length];
    long step = stride.get(inner);
    for (long base = 0; base >= 0; base = advance(index, shape, inner)) {
      for (long i = 0; i < shape[inner]; i++) {
        int at = (int) ((base + i * step) * width);
        for (int b = 0; b < width; b++) {
          dense.put(storage.get(at + b));
        }
      }
    }
    return dense.flip();
  }

  /** Steps the outer dimensions like an odometer; the offset reached, or -1 at the end. */
  private long advance(long[] index, long[] shape, int inner) {
    int i = inner - 1;
    while (i >= 0 && ++index[i] == shape[i]) {
      index[i--] = 0;
    }
    if (i < 0) {
      return -1;
    }
    long offset = 0;
    for (int d = 0; d < inner; d++) {
      offset += index[d] * stride.get(d);
    }
    return offset;
  }
}
