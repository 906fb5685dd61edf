// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.compress;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.RenamedTensors;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.Writing;

/** Writes the student of a model: its U-Net without some blocks, everything else as it is. */
public final class ModelCompressor {
  private ModelCompressor() {}

  /**
   * @param plan see {@link BlockPlan#of(String, UNetConfig)}
   * @param target must not exist; appears only when it is complete
   * @throws EngineException when the plan is impossible, with the reason
   */
  public static void compress(ModelFolder teacher, String plan, Path target, Writing writing) {
    if (Files.exists(target)) {
      throw new EngineException(target + " exists already; name another folder.");
    }
    String name = "The config of unet in " + teacher.path();
    UNetConfig config = UNetConfigJson.read(teacher.config("unet"), name);
    BlockPlan blocks = BlockPlan.of(plan, config);
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager)) {
      Pruning pruning = Pruning.of(config, blocks, kernels);
      Replacement student =
          new Replacement(
              UNetConfigJson.write(pruning.student()),
              () -> RenamedTensors.of(teacher.weights("unet"), pruning.origins()));
      teacher.copyTo(target, Optional.empty(), manager, writing, Map.of("unet", student));
    }
  }
}
