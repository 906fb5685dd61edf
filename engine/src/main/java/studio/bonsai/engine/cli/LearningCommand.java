// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Goal;

/** What the commands that train have in common. */
abstract class LearningCommand implements Runnable {
  final Console console;
  final Workshop workshop;
  final ModelShelf shelf;
  private final CancelToken cancel;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false, validate = false, heading = "%nLearning:%n")
  private final LearningOptions options = new LearningOptions();

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "The run's folder: settings, losses, samples, checkpoints, and the model.")
  private Path run;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with a run that was stopped, whatever stopped it.")
  private Path resumed;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto, cpu or cuda:N (default: ${DEFAULT-VALUE}).")
  private String device;

  LearningCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    this.console = console;
    this.workshop = workshop;
    this.shelf = shelf;
    this.cancel = cancel;
  }

  /** What the command's own options ask for. */
  abstract Goal goal();

  /** What is learnt from. */
  abstract Path data();

  /** The highest learning rate where none is given: of BK-SDM's distillation. */
  double usualRate() {
    return 5e-5;
  }

  /** What is drawn while it learns. */
  List<String> samplePrompts(Goal goal, List<String> given) {
    return given;
  }

  @Override
  public void run() {
    TrainingLine line = new TrainingLine(console);
    try {
      if (resumed != null) {
        refuseOthers();
        workshop.resume(resumed, DeviceName.parse(device), line, cancel);
      } else {
        require("--out", run);
        Path data = data();
        require("--steps", options.steps);
        Goal goal = goal();
        TrainingRequest request =
            new TrainingRequest(
                goal,
                options.pictures(data, () -> sizeOf(goal.model())),
                options.settings(usualRate()),
                samplePrompts(goal, options.samplePrompts()));
        workshop.train(request, run, DeviceName.parse(device), line, cancel);
      }
    } finally {
      line.clear();
    }
  }

  /** Pictures are as large as those that the model draws, unless another size is asked for. */
  private int sizeOf(Path model) {
    return workshop.defaults(model).size().width();
  }

  void require(String name, Object value) {
    if (value == null) {
      throw new ParameterException(
          spec.commandLine(), name + " is missing, or --resume to go on with a run");
    }
  }

  /** A run goes on with what it began with. */
  private void refuseOthers() {
    List<String> others =
        spec.commandLine().getParseResult().matchedArgs().stream()
            .filter(ArgSpec::isOption)
            .map(arg -> ((OptionSpec) arg).longestName())
            .filter(Predicate.not(List.of("--resume", "--device", "--debug")::contains))
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "A run goes on with the settings it began with; leave out "
              + String.join(", ", others)
              + ", or begin a new run.");
    }
  }
}
