// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.Casting;
import studio.bonsai.engine.weights.TensorFile;
import studio.bonsai.engine.weights.TensorInfo;

/** A network's weights with low-rank changes added, computed in float32 as each is read. */
public final class MergedTensors implements TensorFile {
  private final TensorFile file;
  private final Map<String, List<LowRank>> changes;
  private final Kernel kernel;
  private final boolean exact;
  private Optional<NDManager> owner = Optional.empty();

  private MergedTensors(
      TensorFile file, Map<String, List<LowRank>> changes, Kernels kernels, boolean exact) {
    this.file = file;
    this.changes = Map.copyOf(changes);
    this.kernel = kernels.load("lora", Map.of("factor", 1.0));
    this.exact = exact;
  }

  /**
   * What has changed is float32.
   *
   * @param file closed with the result
   * @param changes by the weight's name, added in their order; on the device of whoever reads
   */
  public static MergedTensors exact(
      TensorFile file, Map<String, List<LowRank>> changes, Kernels kernels) {
    return new MergedTensors(file, changes, kernels, true);
  }

  /** As {@link #exact}, but every tensor keeps the type that the file has it in. */
  public static MergedTensors asStored(
      TensorFile file, Map<String, List<LowRank>> changes, Kernels kernels) {
    return new MergedTensors(file, changes, kernels, false);
  }

  /**
   * @param changes owns the changes, and closes with this
   */
  MergedTensors owning(NDManager changes) {
    owner = Optional.of(changes);
    return this;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Map<String, TensorInfo> entries() {
    Map<String, TensorInfo> entries = new LinkedHashMap<>();
    file.entries()
        .forEach(
            (name, info) ->
                entries.put(
                    name,
                    changes.containsKey(name) ? new TensorInfo(type(info), info.shape()) : info));
    return entries;
  }

  private DataType type(TensorInfo stored) {
    return exact ? DataType.FLOAT32 : stored.inMemory().dtype();
  }

  @Override
  public NDArray read(NDManager manager, String name) {
    List<LowRank> own = changes.get(name);
    if (own == null) {
      return file.read(manager, name);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray merged = exact(scope, file.read(scope, name));
      for (LowRank change : own) {
        NDArray down = exact(scope, change.down());
        NDArray up = exact(scope, change.up());
        merged = kernel.compute("plus", merged, down, up, change.factor());
        merged.attach(scope);
      }
      NDArray result = Casting.cast(scope, merged, type(file.entries().get(name)), name);
      result.attach(manager);
      return result;
    }
  }

  private static NDArray exact(NDManager scope, NDArray array) {
    if (array.getDataType() == DataType.FLOAT32) {
      return array;
    }
    NDArray exact = array.toType(DataType.FLOAT32, false);
    exact.attach(scope);
    return exact;
  }

  @Override
  public void close() {
    file.close();
    owner.ifPresent(NDManager::close);
  }
}
