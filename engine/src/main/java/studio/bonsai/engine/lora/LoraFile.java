// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.weights.LoraKeys;
import studio.bonsai.engine.weights.LoraTensors;
import studio.bonsai.engine.weights.TensorFile;

/** A file of low-rank changes, told in the names of the model that they are for. */
public final class LoraFile implements AutoCloseable {
  private final TensorFile file;
  private final Map<String, Map<String, LoraTensors>> changes;

  private LoraFile(TensorFile file, Map<String, Map<String, LoraTensors>> changes) {
    this.file = file;
    this.changes = changes;
  }

  /**
   * @param networks of the model: by component, each weight's shape
   * @throws EngineException when it is no LoRA, damaged, or one for another architecture
   */
  public static LoraFile open(Path path, Map<String, Map<String, Shape>> networks) {
    if (!Files.isRegularFile(path)) {
      throw new EngineException("There is no LoRA " + path + ".");
    }
    TensorFile file = TensorFile.open(path);
    try {
      return new LoraFile(file, LoraKeys.translate(file, networks));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * The changes of one network, by the weight's name.
   *
   * @param strength 1 changes as much as was learnt
   * @param manager owns the arrays
   */
  public Map<String, LowRank> changes(String component, double strength, NDManager manager) {
    Map<String, LowRank> read = new TreeMap<>();
    changes
        .getOrDefault(component, Map.of())
        .forEach(
            (weight, tensors) ->
                read.put(
                    weight,
                    new LowRank(
                        file.read(manager, tensors.down()),
                        file.read(manager, tensors.up()),
                        strength * alpha(tensors, manager) / tensors.rank())));
    return read;
  }

  /** Where a file does not say, the change is as large as its numbers. */
  private double alpha(LoraTensors tensors, NDManager manager) {
    if (tensors.alpha() == null) {
      return tensors.stated().orElse((double) tensors.rank());
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray number = file.read(scope, tensors.alpha());
      return number.toType(DataType.FLOAT32, false).toFloatArray()[0];
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
