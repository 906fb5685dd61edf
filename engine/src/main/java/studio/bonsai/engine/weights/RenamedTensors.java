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

/** Tensors of a file under other names, changed on the way where the layouts differ. */
public final class RenamedTensors implements TensorFile {
  private final TensorFile file;
  private final Map<String, Origin> origins;
  private final Map<String, TensorInfo> entries = new LinkedHashMap<>();

  /**
   * @param file closed with this
   * @param origins wanted name to where it is found in the file
   */
  RenamedTensors(TensorFile file, Map<String, Origin> origins) {
    this.file = file;
    this.origins = origins;
    origins.forEach(
        (name, origin) -> entries.put(name, origin.change().of(file.entries().get(origin.name()))));
  }

  /**
   * Tensors as they are, under other names.
   *
   * @param file closed with the result
   * @param origins wanted name to the name in the file
   * @throws EngineException when the file lacks one
   */
  public static TensorFile of(TensorFile file, Map<String, String> origins) {
    Map<String, Origin> same = new LinkedHashMap<>();
    origins.forEach(
        (name, origin) -> {
          if (!file.entries().containsKey(origin)) {
            file.close();
            throw new EngineException(
                "No tensor " + origin + " in " + file.path() + ". Download the model again.");
          }
          same.put(name, Origin.same(origin));
        });
    return new RenamedTensors(file, same);
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Map<String, TensorInfo> entries() {
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public NDArray read(NDManager manager, String name) {
    Origin origin = origins.get(name);
    if (origin == null) {
      throw new EngineException("No tensor " + name + " in " + path() + ".");
    }
    NDArray array = origin.change().of(file.read(manager, origin.name()));
    array.attach(manager);
    return array;
  }

  @Override
  public void close() {
    file.close();
  }
}
