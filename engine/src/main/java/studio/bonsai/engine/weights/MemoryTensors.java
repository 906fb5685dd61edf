// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/** Tensors that are in memory already, to be read or written as if they lay in a file. */
public final class MemoryTensors implements TensorFile {
  private final Path path;
  private final Map<String, NDArray> arrays;

  /**
   * @param path for messages
   * @param arrays stay open when this closes
   */
  public MemoryTensors(Path path, Map<String, NDArray> arrays) {
    this.path = path;
    this.arrays = new LinkedHashMap<>(arrays);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, TensorInfo> entries() {
    Map<String, TensorInfo> entries = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> entries.put(name, new TensorInfo(array.getDataType(), array.getShape())));
    return Collections.unmodifiableMap(entries);
  }

  /** Another handle on the same numbers. */
  @Override
  public NDArray read(NDManager manager, String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new EngineException("No tensor " + name + " in " + path + ".");
    }
    NDArray handle = array.stopGradient();
    handle.attach(manager);
    return handle;
  }

  @Override
  public void close() {
    // The arrays are their owner's.
  }
}
