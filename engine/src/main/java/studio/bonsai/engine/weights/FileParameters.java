// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;

/**
 * A network's parameters out of a file, in the type and on the device of the model. Complaints wait
 * for {@link #finish()}, which tells all of them at once.
 */
public final class FileParameters implements ParameterSource {
  /** How many problems of one kind a message lists. */

  /** What files carry beside parameters: buffers that networks make themselves. */
  private static final List<String> HARMLESS =
      List.of("position_ids", "num_batches_tracked", "logit_scale", "attn_mask");

  private final TensorFile file;
  private final NDManager manager;
  private final Compute compute;
  private final boolean copied;
  private final Set<String> used = new HashSet<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> misshapen = new ArrayList<>();

  private FileParameters(TensorFile file, NDManager manager, Compute compute, boolean copied) {
    this.file = file;
    this.manager = manager;
    this.compute = compute;
    this.copied = copied;
  }

  /**
   * Parameters for inference: on the CPU, where the file's type is the model's, they share the
   * file's pages and must never be changed in place.
   *
   * @param manager owns the parameters; must be on the compute's device
   */
  public static FileParameters shared(TensorFile file, NDManager manager, Compute compute) {
    return new FileParameters(file, manager, compute, false);
  }

  /** Parameters with memory of their own, which training may change in place. */
  public static FileParameters copied(TensorFile file, NDManager manager, Compute compute) {
    return new FileParameters(file, manager, compute, true);
  }

  /**
   * Holds a file's table against what a network will ask for, and reads no tensor.
   *
   * @param wanted shapes by name
   * @throws EngineException as {@link #finish}
   */
  public static void check(TensorFile file, Map<String, Shape> wanted) {
    FileParameters table = new FileParameters(file, null, null, false);
    wanted.forEach((name, shape) -> table.find(name, shape.getShape()));
    table.finish();
  }

  /** The tensor, or null when the file lacks it or has it in another shape. */
  @Override
  public NDArray get(String name, long... shape) {
    String stored = find(name, shape);
    return stored == null ? null : load(stored, file.entries().get(stored));
  }

  /** How the file calls it; null when it is not there, or in another shape. */
  private String find(String name, long... shape) {
    String stored = OldNames.find(file.entries().keySet(), name);
    TensorInfo info = stored == null ? null : file.entries().get(stored);
    if (info == null) {
      missing.add(name + " " + Arrays.toString(shape));
      return null;
    }
    used.add(stored);
    if (!Arrays.equals(info.shape().getShape(), shape)) {
      misshapen.add(stored + " is " + info.describe() + ", wanted " + Arrays.toString(shape));
      return null;
    }
    return stored;
  }

  private NDArray load(String name, TensorInfo info) {
    DataType dtype = compute.dtype();
    if (info.dtype() == dtype && !copied) {
      return file.read(manager, name);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray stored = file.read(scope, name);
      NDArray result =
          info.dtype() == dtype ? stored.duplicate() : Casting.cast(scope, stored, dtype, name);
      result.attach(manager);
      return result;
    }
  }

  /**
   * Says everything that was wrong; call it when the network is built and before its first use.
   *
   * @throws EngineException naming the file and every missing, misshapen or surplus tensor
   */
  public void finish() {
    List<String> surplus = new ArrayList<>();
    for (Map.Entry<String, TensorInfo> entry : file.entries().entrySet()) {
      if (!used.contains(entry.getKey()) && !isHarmless(entry.getKey())) {
        surplus.add(entry.getKey() + " " + entry.getValue().describe());
      }
    }
    if (missing.isEmpty() && misshapen.isEmpty() && surplus.isEmpty()) {
      return;
    }
    StringBuilder message =
        new StringBuilder(file.path() + " does not fit the model that its config describes:");
    ProblemList.append(message, "missing", missing);
    ProblemList.append(message, "of another shape", misshapen);
    ProblemList.append(message, "surplus", surplus);
    message.append("\nUse the config.json that belongs to these weights, or download both again.");
    throw new EngineException(message.toString());
  }

  private static boolean isHarmless(String name) {
    return HARMLESS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
