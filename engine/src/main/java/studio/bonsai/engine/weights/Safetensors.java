// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * A safetensors file, memory-mapped tensor by tensor. Format:
 * https://github.com/huggingface/safetensors#format, and as strict as its own reader.
 */
public final class Safetensors implements TensorFile {
  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final Map<String, TensorInfo> entries = new LinkedHashMap<>();

  private Safetensors(Path file, FileChannel channel, SafetensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    header.tensors().forEach((name, tensor) -> entries.put(name, tensor.info()));
  }

  /** Reads and checks the header; tensors are mapped when asked for. */
  public static Safetensors open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      return new Safetensors(file, channel, SafetensorsHeader.read(file, channel));
    } catch (IOException e) {
      Closing.quietly(channel);
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    } catch (RuntimeException e) {
      Closing.quietly(channel);
      throw e;
    }
  }

  /**
   * Writes tensors in their own types, complete or not at all.
   *
   * @param metadata free text; {@code format=pt}, which transformers asks for, is added
   */
  public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) {
    SafetensorsWriter writer = new SafetensorsWriter(metadata);
    tensors.forEach((name, array) -> writer.add(name, array));
    writer.write(file);
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public Map<String, TensorInfo> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** The header's free text. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  @Override
  public NDArray read(NDManager manager, String name) {
    SafetensorsHeader.Tensor tensor = header.tensors().get(name);
    if (tensor == null) {
      throw new EngineException("No tensor " + name + " in " + file + ".");
    }
    try {
      return MappedBytes.array(manager, channel, tensor.begin(), tensor.info());
    } catch (IOException e) {
      throw new EngineException(
          "Cannot read tensor " + name + " of " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * The raw bytes of every tensor, little-endian, in one mapping of the file: for files of many
   * small rows that are read without libtorch. The mapping outlives this.
   *
   * @throws EngineException when the file is of 2 GiB or more
   */
  public Map<String, ByteBuffer> map() {
    try {
      MappedBytes.checkSize("the whole of " + file, channel.size());
      ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      Map<String, ByteBuffer> stretches = new LinkedHashMap<>();
      header
          .tensors()
          .forEach(
              (name, tensor) ->
                  stretches.put(
                      name,
                      all.slice((int) tensor.begin(), (int) tensor.info().bytes())
                          .order(ByteOrder.LITTLE_ENDIAN)));
      return stretches;
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  @Override
  public void close() {
    Closing.quietly(channel);
  }
}
