// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.ResidentMemory;
import studio.bonsai.engine.TrainingSettings.Optimizer;
import studio.bonsai.engine.compress.BlockPlan;
import studio.bonsai.engine.compress.Pruning;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.train.AdamW;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.LossTerms;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.StepScope;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfig.Variant;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.FileParameters;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.TensorFile;

/**
 * Run by hand through {@code src/reference/full_step.sh}: takes the steps that {@code full_step.py}
 * took with PyTorch and prints a row of the table in {@code src/site/markdown/training.md}.
 */
final class FullStepProof {
  private static final double TOLERANCE = 1e-4;
  private static final int STEPS = 3;
  private static final double LEARNING_RATE = 5e-5;

  private final NDManager manager;
  private final Kernels kernels;
  private final ReferenceTensors reference;
  private final MasterWeights weights = new MasterWeights();
  private double worst;
  private double best = Double.MAX_VALUE;

  private FullStepProof(NDManager manager, Kernels kernels, ReferenceTensors reference) {
    this.manager = manager;
    this.kernels = kernels;
    this.reference = reference;
  }

  /**
   * Exits with 1 where a loss or a gradient's norm is further from PyTorch's than 1e-4.
   *
   * @param arguments the teacher's folder and the file that full_step.py wrote
   */
  public static void main(String[] arguments) {
    boolean proven;
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager);
        ReferenceTensors reference = ReferenceTensors.open(manager, Path.of(arguments[1]))) {
      proven = new FullStepProof(manager, kernels, reference).run(Path.of(arguments[0]));
    }
    System.exit(proven ? 0 : 1);
  }

  private boolean run(Path folder) {
    ModelFolder model = ModelFolder.open(folder);
    UNetConfig config = UNetConfigJson.read(model.config("unet"), "teacher");
    Pruning pruning = Pruning.of(config, BlockPlan.preset(Variant.TINY, config), kernels);
    try (TensorFile file = model.weights("unet")) {
      UNet teacher = new UNet(config, FileParameters.shared(file, manager, Compute.cpu()), kernels);
      FileParameters copied = FileParameters.copied(file, manager, Compute.cpu());
      UNet unused =
          new UNet(
              pruning.student(),
              weights.from("unet", (key, shape) -> copied.get(pruning.origins().get(key), shape)),
              kernels);
      try (Leaves leaves = new Leaves(weights)) {
        UNet student = new UNet(unused.config(), leaves.at("unet"), kernels);
        learn(teacher, student, leaves);
      }
    }
    print();
    return worst <= TOLERANCE;
  }

  private void learn(UNet teacher, UNet student, Leaves leaves) {
    DistillationObjective objective =
        new DistillationObjective(
            null, teacher, student, DistillationWeights.paper(), new Losses(kernels));
    AdamW optimizer = new AdamW(weights, Optimizer.paper(), kernels, manager);
    for (int step = 0; step < STEPS; step++) {
      long began = System.nanoTime();
      compare("terms", step, terms(objective, step));
      SortedMap<String, NDArray> gradients = new TreeMap<>();
      leaves.names().forEach(n -> gradients.put(n, leaves.gradient(n).orElseThrow()));
      compare("norms", step, List.of((float) optimizer.clip(gradients, 1)));
      optimizer.step(gradients, LEARNING_RATE);
      kernels.load("train").compute("zero", new ArrayList<>(gradients.values())).close();
      double seconds = (System.nanoTime() - began) / 1e9;
      best = step == 0 ? best : Math.min(best, seconds);
      System.err.printf(Locale.ROOT, "step %d: %.1f s%n", step + 1, seconds);
    }
  }

  private List<Float> terms(DistillationObjective objective, int step) {
    try (NDManager scope = manager.newSubManager();
        Recording recording = Recording.begin()) {
      LossTerms terms = objective.loss(batch(step), new StepScope(scope, recording));
      List<Float> values = terms.values().values().stream().map(NDArray::getFloat).toList();
      recording.backward(terms.total(), scope.create(1f));
      return values;
    }
  }

  private NoisyBatch batch(int step) {
    String prefix = "b" + step + ".";
    return new NoisyBatch(
        reference.get(prefix + "latent"),
        reference.get(prefix + "timestep"),
        reference.get(prefix + "text"),
        reference.get(prefix + "target"),
        Optional.empty());
  }

  private void compare(String name, int step, List<Float> found) {
    float[] wanted = reference.get(name).get(new NDIndex(step)).toFloatArray();
    for (int i = 0; i < wanted.length; i++) {
      worst = Math.max(worst, Math.abs(found.get(i) - wanted[i]) / wanted[i]);
    }
    System.err.println(name + " " + found + ", PyTorch's " + java.util.Arrays.toString(wanted));
  }

  private void print() {
    double theirs = Double.MAX_VALUE;
    for (int step = 1; step < STEPS; step++) {
      theirs = Math.min(theirs, reference.config().get("seconds").get(step).asDouble());
    }
    System.out.printf(
        Locale.ROOT,
        "| SD v1.4 to BK-SDM Tiny | %.1e | %.1f s | %.1f s | %.2f | %.1f GiB | %.1f GiB |%n",
        worst,
        best,
        theirs,
        best / theirs,
        ResidentMemory.peak() / 1024,
        reference.config().get("peakGiB").asDouble());
  }
}
