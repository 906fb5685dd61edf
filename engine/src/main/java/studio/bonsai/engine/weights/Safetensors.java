// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/** A safetensors file, memory-mapped tensor by tensor. */
public final class Safetensors implements AutoCloseable {
  private static final Map<String, DataType> TYPES =
      Map.of(
          "F32", DataType.FLOAT32,
          "F16", DataType.FLOAT16,
          "BF16", DataType.BFLOAT16,
          "F64", DataType.FLOAT64,
          "I64", DataType.INT64,
          "I32", DataType.INT32,
          "I8", DataType.INT8,
          "U8", DataType.UINT8);

  /**
   * What the header says of one tensor.
   *
   * @param begin first byte, from the start of the file
   * @param end one past the last byte
   */
  public record Entry(DataType dtype, Shape shape, long begin, long end) {}

  private final FileChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private Safetensors(FileChannel channel) {
    this.channel = channel;
  }

  /** Reads the header; tensors are mapped when asked for. */
  public static Safetensors open(Path file) {
    try {
      Safetensors opened = new Safetensors(FileChannel.open(file));
      opened.readHeader();
      return opened;
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void readHeader() throws IOException {
    ByteBuffer size = channel.map(MapMode.READ_ONLY, 0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(size.getLong());
    byte[] json = new byte[length];
    channel.map(MapMode.READ_ONLY, Long.BYTES, length).get(json);
    long start = Long.BYTES + (long) length;
    JsonNode header = new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      JsonNode node = field.getValue();
      if (field.getKey().equals("__metadata__")) {
        node.properties().forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
        continue;
      }
      long[] shape = new long[node.get("shape").size()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = node.get("shape").get(i).asLong();
      }
      JsonNode offsets = node.get("data_offsets");
      entries.put(
          field.getKey(),
          new Entry(
              TYPES.get(node.get("dtype").asText()),
              new Shape(shape),
              start + offsets.get(0).asLong(),
              start + offsets.get(1).asLong()));
    }
  }

  public Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /** The tensor as stored; on the CPU without a copy. */
  public NDArray read(NDManager manager, String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new EngineException("No tensor " + name + " in the file.");
    }
    try {
      ByteBuffer mapped =
          channel
              .map(MapMode.READ_ONLY, entry.begin(), entry.end() - entry.begin())
              .order(ByteOrder.nativeOrder());
      return manager.create(mapped, entry.shape(), entry.dtype());
    } catch (IOException e) {
      throw new EngineException("Cannot read tensor " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EngineException("Cannot close the file: " + e.getMessage(), e);
    }
  }
}
