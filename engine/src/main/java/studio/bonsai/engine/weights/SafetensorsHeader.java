// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/** The table at the start of a safetensors file, checked in full before anything trusts it. */
final class SafetensorsHeader {
  /** The format's own limit, in bytes. */
  static final long LONGEST = 100_000_000;

  private static final int MOST_TENSORS = 500_000;

  /**
   * One tensor's place.
   *
   * @param begin first byte, from the start of the file
   */
  record Tensor(TensorInfo info, long begin) {}

  private final Path file;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private long dataStart;
  private long dataLength;

  private SafetensorsHeader(Path file) {
    this.file = file;
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
    SafetensorsHeader header = new SafetensorsHeader(file);
    SafetensorsJson json = new SafetensorsJson(file, header::add);
    json.parse(header.text(channel));
    header.metadata.putAll(json.metadata());
    header.checkLayout();
    return header;
  }

  private String text(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw damaged("it ends after " + size + " bytes");
    }
    long length = fully(channel, 0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LONGEST || length > size - Long.BYTES) {
      throw damaged(
          "its header says it is "
              + Long.toUnsignedString(length)
              + " bytes long, the file "
              + size);
    }
    dataStart = Long.BYTES + length;
    dataLength = size - dataStart;
    try {
      ByteBuffer bytes = fully(channel, Long.BYTES, (int) length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw damaged("its header is not UTF-8");
    }
  }

  private ByteBuffer fully(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw damaged("it ends within its header");
      }
    }
    return buffer.flip();
  }

  private void add(String name, TensorInfo info, long[] offsets) {
    if (offsets[0] > offsets[1] || offsets[1] > dataLength) {
      throw damaged("tensor " + name + " lies at " + Arrays.toString(offsets) + ", past the end");
    }
    if (byteCount(name, info) != offsets[1] - offsets[0]) {
      throw damaged(
          "tensor "
              + name
              + ", "
              + info.describe()
              + ", has "
              + (offsets[1] - offsets[0])
              + " bytes");
    }
    if (tensors.put(name, new Tensor(info, dataStart + offsets[0])) != null) {
      throw damaged("it names tensor " + name + " twice");
    }
    if (tensors.size() > MOST_TENSORS) {
      throw damaged("it lists more than " + MOST_TENSORS + " tensors");
    }
  }

  /** The product with overflow told, a zero anywhere making it zero only if nothing overflows. */
  private long byteCount(String name, TensorInfo info) {
    try {
      long bytes = info.dtype().getNumOfBytes();
      for (long dimension : info.shape().getShape()) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw damaged("tensor " + name + " has the impossible shape " + info.shape());
    }
  }

  /** Tensors follow each other without overlap or gap and end with the file. */
  private void checkLayout() {
    List<Map.Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, Tensor> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().info().bytes()));
    long end = dataStart;
    for (Map.Entry<String, Tensor> entry : sorted) {
      Tensor tensor = entry.getValue();
      if (tensor.begin() != end) {
        String what = tensor.begin() < end ? " overlaps another" : " follows a gap";
        throw damaged("tensor " + entry.getKey() + what);
      }
      end += tensor.info().bytes();
    }
    if (end != dataStart + dataLength) {
      throw damaged((dataStart + dataLength - end) + " bytes at its end belong to no tensor");
    }
  }

  private EngineException damaged(String what) {
    return damaged(file, what);
  }

  static EngineException damaged(Path file, String what) {
    return new EngineException(
        file + " is not a whole safetensors file: " + what + ". Download it again.");
  }
}
