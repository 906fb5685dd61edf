// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reads a stretch of a file front to back; never allocates more than the stretch still holds. */
final class ByteSource {
  private static final int BUFFER = 1 << 13;

  private final FileChannel channel;
  private final long end;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
  private long next;

  ByteSource(FileChannel channel, long begin, long end) {
    this.channel = channel;
    this.next = begin;
    this.end = end;
  }

  /** Of the next byte to be returned, from the start of the file. */
  long position() {
    return next - buffer.remaining();
  }

  private void fill() throws IOException {
    buffer.clear();
    buffer.limit((int) Math.min(BUFFER, end - next));
    int count = buffer.hasRemaining() ? channel.read(buffer, next) : -1;
    if (count <= 0) {
      buffer.position(0).limit(0);
      throw new EOFException("it ends too early");
    }
    buffer.flip();
    next += count;
  }

  /** 0 to 255. */
  int readByte() throws IOException {
    if (!buffer.hasRemaining()) {
      fill();
    }
    return buffer.get() & 0xff;
  }

  byte[] read(long length) throws IOException {
    if (length < 0 || length > end - position()) {
      throw new EOFException("it promises more bytes than it has");
    }
    byte[] bytes = new byte[(int) length];
    int done = 0;
    while (done < bytes.length) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      int count = Math.min(buffer.remaining(), bytes.length - done);
      buffer.get(bytes, done, count);
      done += count;
    }
    return bytes;
  }

  /** Little-endian, {@code width} of 1 to 8 bytes, without sign below 8. */
  long readUnsigned(int width) throws IOException {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (long) readByte() << (Byte.SIZE * i);
    }
    return value;
  }

  static ByteBuffer read(FileChannel channel, long begin, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (begin < 0 || channel.read(bytes, begin + bytes.position()) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    return bytes.flip();
  }
}
