// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;

/**
 * Writes a safetensors file tensor by tensor: never more than one is in memory. The file appears
 * complete or not at all.
 */
public final class SafetensorsWriter {
  private static final Map<DataType, String> TYPE_NAMES =
      SafetensorsJson.TYPES.entrySet().stream()
          .filter(
              type ->
                  new TensorInfo(type.getValue(), new Shape()).inMemory().dtype()
                      == type.getValue())
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private record Pending(
      String name, TensorInfo info, NDManager manager, Function<NDManager, NDArray> reader) {}

  private final Map<String, Pending> tensors = new TreeMap<>();
  private final Map<String, String> metadata;
  private final Writing writing;

  /**
   * @param metadata free text; {@code format=pt}, which transformers asks for, is added
   */
  public SafetensorsWriter(Map<String, String> metadata) {
    this(metadata, Writing.unwatched());
  }

  SafetensorsWriter(Map<String, String> metadata, Writing writing) {
    this.writing = writing;
    this.metadata = new TreeMap<>(metadata);
    this.metadata.putIfAbsent("format", "pt");
  }

  /** A tensor that exists, in its own type. */
  public SafetensorsWriter add(String name, NDArray array) {
    return add(name, array, array.getDataType());
  }

  /** A tensor that exists, in another type. */
  public SafetensorsWriter add(String name, NDArray array, DataType stored) {
    TensorInfo info = new TensorInfo(stored, array.getShape());
    return add(new Pending(name, info, array.getManager(), scope -> array));
  }

  /**
   * A tensor of a file, which must stay open until the writing is done.
   *
   * @param manager tensors pass through sub-managers of it
   * @param precision floating point numbers are stored in this type; others keep theirs
   */
  public SafetensorsWriter add(
      NDManager manager, TensorFile file, String name, DataType precision) {
    TensorInfo info = file.entries().get(name).inMemory();
    DataType stored = info.dtype().isFloating() ? precision : info.dtype();
    TensorInfo target = new TensorInfo(stored, info.shape());
    return add(new Pending(name, target, manager, scope -> file.read(scope, name)));
  }

  private SafetensorsWriter add(Pending pending) {
    if (!TYPE_NAMES.containsKey(pending.info().dtype())) {
      throw new IllegalArgumentException(pending.name() + " is " + pending.info().describe());
    }
    if (tensors.put(pending.name(), pending) != null) {
      throw new IllegalArgumentException("two tensors are called " + pending.name());
    }
    return this;
  }

  /**
   * Writes everything that was added.
   *
   * @throws EngineException when the disk is full, the folder is not writable, or a number is
   *     beyond the range of float16; what was at that path before is then still there
   */
  public void write(Path file) {
    // The widest types first: every tensor is then aligned.
    List<Pending> order = new ArrayList<>(tensors.values());
    order.sort(Comparator.comparingInt(t -> -t.info().dtype().getNumOfBytes()));
    AtomicFile.write(
        file,
        channel -> {
          writeFully(channel, header(order));
          for (Pending tensor : order) {
            writing.cancel().throwIfCancelled();
            writeTensor(channel, tensor);
            writing.bytes().accept(tensor.info().bytes());
          }
        });
  }

  private ByteBuffer header(List<Pending> order) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    metadata.forEach(root.putObject("__metadata__")::put);
    long offset = 0;
    for (Pending tensor : order) {
      TensorInfo info = tensor.info();
      ObjectNode node = root.putObject(tensor.name());
      node.put("dtype", TYPE_NAMES.get(info.dtype()));
      for (long dimension : info.shape().getShape()) {
        node.withArray("shape").add(dimension);
      }
      if (info.shape().dimension() == 0) {
        node.putArray("shape");
      }
      node.putArray("data_offsets").add(offset).add(offset + info.bytes());
      offset += info.bytes();
    }
    byte[] json = mapper.writeValueAsBytes(root);
    int padded = (json.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    header.put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
    return header.flip();
  }

  private static void writeTensor(FileChannel channel, Pending tensor) throws IOException {
    try (NDManager scope = tensor.manager().newSubManager()) {
      NDArray array = tensor.reader().apply(scope);
      NDArray stored = Casting.cast(scope, array, tensor.info().dtype(), tensor.name());
      if (tensor.info().elements() > 0) {
        writeFully(channel, stored.toByteBuffer(true));
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
