// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** Writes a model with LoRAs added for good. */
public final class LoraMerge {
  private LoraMerge() {}

  /**
   * @param target must not exist; appears only when it is complete
   */
  public static void merge(ModelFolder model, List<Lora> loras, Path target, Writing writing) {
    LibTorch.inferOnThisThread();
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager)) {
      MergedModel merged = new MergedModel(model, loras, kernels, manager, false);
      Map<String, Replacement> replaced = new TreeMap<>();
      for (String component : MergedModel.changeable()) {
        replaced.put(
            component, new Replacement(merged.config(component), () -> merged.weights(component)));
      }
      ModelFolder unused = model.copyTo(target, Optional.empty(), manager, writing, replaced);
    }
  }
}
