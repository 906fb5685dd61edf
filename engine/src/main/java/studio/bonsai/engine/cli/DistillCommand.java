// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.TrainingRequest.Distillation;
import studio.bonsai.engine.TrainingRequest.Goal;

/** Teaches a student what its teacher knows. */
@Command(
    name = "distill",
    header = "Teach a student to draw as its teacher does.",
    description = {
      "",
      "The student learns from pictures with captions, the teacher's answers and the teacher's"
          + " features, as BK-SDM's paper has it. It may be stopped at any moment and resumed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai distill --teacher sd-1.4 --student tiny --data laion --steps 50000 --batch 64 \\",
      "    --accumulate 4 --out runs/tiny",
      "  bonsai distill --resume runs/tiny"
    })
final class DistillCommand extends LearningCommand {
  @Option(names = "--teacher", paramLabel = "MODEL", description = "A name or a folder.")
  private String teacher;

  @Option(
      names = "--student",
      paramLabel = "PLAN",
      description = "base, small, tiny, a plan's file, or a student's folder.")
  private String student;

  @Option(
      names = "--task-weight",
      paramLabel = "W",
      defaultValue = "1",
      description = "Of the loss against the noise (default: ${DEFAULT-VALUE}).")
  private double task;

  @Option(
      names = "--output-weight",
      paramLabel = "W",
      defaultValue = "1",
      description = "Of the loss against the teacher's answer (default: ${DEFAULT-VALUE}).")
  private double output;

  @Option(
      names = "--feature-weight",
      paramLabel = "W",
      defaultValue = "1",
      description = "Of the loss against the teacher's features (default: ${DEFAULT-VALUE}).")
  private double feature;

  @Option(
      names = "--normalise-features",
      description = "Divide each feature's loss by the feature's variance.")
  private boolean normalised;

  @Mixin private DataOption data;

  DistillCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    super(console, workshop, shelf, cancel);
  }

  @Override
  Goal goal() {
    require("--teacher", teacher);
    require("--student", student);
    String found =
        !Distillation.isPlan(student) && Files.exists(Path.of(student))
            ? Path.of(student).toAbsolutePath().toString()
            : student;
    return new Distillation(shelf.find(teacher), found, task, output, feature, normalised);
  }

  @Override
  Path data() {
    require("--data", data.folder);
    return data.folder;
  }
}
