// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import studio.bonsai.engine.train.Draws;
import studio.bonsai.engine.train.LossTerms;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.Preparation;
import studio.bonsai.engine.train.StepScope;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.unet.Tap;
import studio.bonsai.engine.unet.UNet;

/**
 * The losses of BK-SDM (arXiv 2305.15798, equations 1 to 4): the task, the teacher's output, and
 * the teacher's features at every hook; all plain means of squares, the last summed.
 */
public final class DistillationObjective implements Objective {
  private final Preparation preparation;
  private final UNet teacher;
  private final UNet student;
  private final Map<String, String> teacherOf;
  private final DistillationWeights weights;
  private final Losses losses;

  /**
   * @param teacher none of whose parameters requires a gradient
   */
  public DistillationObjective(
      Preparation preparation,
      UNet teacher,
      UNet student,
      DistillationWeights weights,
      Losses losses) {
    this.preparation = preparation;
    this.teacher = teacher;
    this.student = student;
    this.weights = weights;
    this.losses = losses;
    teacherOf =
        Hook.of(teacher.config(), student.config()).stream()
            .collect(Collectors.toMap(Hook::student, Hook::teacher));
  }

  @Override
  public LossTerms loss(TrainingBatch batch, Draws draws, StepScope scope) {
    return loss(preparation.prepare(batch, draws, scope), scope);
  }

  LossTerms loss(NoisyBatch shown, StepScope scope) {
    Map<String, NDArray> thoughts = new HashMap<>();
    NDArray wanted = scope.recording().paused(() -> ask(shown, thoughts, scope.manager()));
    NDArray[] features = new NDArray[1];
    Tap listening =
        Tap.of(
            teacherOf::containsKey,
            (name, feature) -> {
              NDArray distance = distance(feature, thoughts.get(teacherOf.get(name)));
              features[0] = features[0] == null ? distance : features[0].add(distance);
            });
    NDArray said = student.forward(shown.latent(), shown.timestep(), shown.text(), listening);
    return new LossTerms()
        .plus("task", losses.meanSquared(said, shown.target(), shown.weights()), weights.task())
        .plus("output", losses.meanSquared(said, wanted), weights.output())
        .plus("feature", features[0], weights.feature());
  }

  private NDArray distance(NDArray student, NDArray teacher) {
    return weights.normalised()
        ? losses.normalisedMeanSquared(student, teacher)
        : losses.meanSquared(student, teacher);
  }

  /** The teacher's answer; its features are kept. */
  private NDArray ask(NoisyBatch shown, Map<String, NDArray> thoughts, NDManager manager) {
    List<String> wanted = List.copyOf(teacherOf.values());
    Tap listening =
        Tap.of(
            wanted::contains,
            (name, feature) -> {
              // A second handle on the same numbers: the network closes its own.
              NDArray kept = feature.reshape(feature.getShape());
              kept.attach(manager);
              thoughts.put(name, kept);
            });
    return teacher.forward(shown.latent(), shown.timestep(), shown.text(), listening);
  }
}
