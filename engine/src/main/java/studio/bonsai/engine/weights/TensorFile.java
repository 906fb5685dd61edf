// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/** Named tensors in a file, whatever its format; opening reads no more than the table of names. */
public interface TensorFile extends AutoCloseable {
  /**
   * Opens weights of any format that Bonsai reads, told apart by their content: safetensors, an
   * index of shards ({@code *.index.json}), PyTorch's archives and PyTorch's old pickle streams.
   *
   * @throws EngineException when the file cannot be read, is damaged or of another format
   */
  static TensorFile open(Path file) {
    return FileFormat.of(file).open(file);
  }

  /** The file, for messages. */
  Path path();

  /** Name to type and shape, in the file's order. */
  Map<String, TensorInfo> entries();

  /**
   * The tensor as stored, bfloat16 widened to float32 and int16 to int32. On the CPU it may share
   * the file's pages: never change it in place. It lives as long as the manager; the file may be
   * closed before.
   *
   * @throws EngineException when there is no such tensor
   */
  NDArray read(NDManager manager, String name);

  @Override
  void close();
}
