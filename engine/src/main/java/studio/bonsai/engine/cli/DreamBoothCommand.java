// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.SubjectName;
import studio.bonsai.engine.TrainingRequest.DreamBooth;
import studio.bonsai.engine.TrainingRequest.Goal;
import studio.bonsai.engine.TrainingRequest.Prior;

/** Teaches a model a subject. */
@Command(
    name = "dreambooth",
    header = "Teach a model a subject from a few photos.",
    description = {
      "",
      "The model learns what the photos show under a name of its own, [V] in the prompts. So that"
          + " the subject's class stays what it was, pictures of it are drawn first and learnt"
          + " beside the photos. With --lora the result is a small file for 'generate --lora' instead"
          + " of a model. It may be stopped at any moment and resumed."
    },
    defaultValueProvider = DreamBoothCommand.Defaults.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai dreambooth --model bk-sdm-tiny --photos photos/rex --subject \"a [V] dog\" \\",
      "    --class \"a dog\" --sample \"a [V] dog on a beach\" --out runs/rex",
      "  bonsai dreambooth --model bk-sdm-tiny --lora --photos photos/rex \\",
      "    --subject \"a [V] dog\" --class \"a dog\" --out runs/rex-lora",
      "  bonsai dreambooth --resume runs/rex"
    })
final class DreamBoothCommand extends LearningCommand {
  /** BK-SDM's steps, and samples often enough to stop before too much is learnt. */
  static final class Defaults implements IDefaultValueProvider {
    private static final Map<String, String> VALUES =
        Map.of("--steps", "800", "--sample-every", "100", "--checkpoint-every", "200");

    @Override
    public String defaultValue(ArgSpec arg) {
      return arg instanceof OptionSpec option ? VALUES.get(option.longestName()) : null;
    }
  }

  @Option(names = "--model", paramLabel = "MODEL", description = "A name or a folder.")
  private String model;

  @Option(
      names = "--photos",
      paramLabel = "FOLDER",
      description = "Three to five photos of the subject; crops.json chooses squares of them.")
  private Path photos;

  @Option(
      names = "--subject",
      paramLabel = "PROMPT",
      description = "What they show, with [V] for the subject's name, as \"a [V] dog\".")
  private String subject;

  @Option(
      names = "--class",
      paramLabel = "PROMPT",
      description = "What it is one of, as \"a dog\".")
  private String ofClass;

  @Option(
      names = "--identifier",
      paramLabel = "WORD",
      description = "The subject's name (default: a word that the model hardly knows).")
  private String identifier;

  @Option(
      names = "--class-pictures",
      paramLabel = "FOLDER",
      description = "Where pictures of the class are or will be (default: in the run's folder).")
  private Path classPictures;

  @Option(
      names = "--class-count",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many of them (default: ${DEFAULT-VALUE}).")
  private int classCount;

  @Option(
      names = "--prior-weight",
      paramLabel = "W",
      defaultValue = "1",
      description = "Of their loss beside the subject's (default: ${DEFAULT-VALUE}).")
  private double priorWeight;

  @Option(names = "--no-prior", description = "Learn from the photos alone; the class may drift.")
  private boolean noPrior;

  @Option(names = "--freeze-text", description = "Leave the text encoder as it is.")
  private boolean freezeText;

  @ArgGroup(exclusive = false, heading = "%nA LoRA instead of a model:%n")
  private LoraLearningOptions lora;

  DreamBoothCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    super(console, workshop, shelf, cancel);
  }

  @Override
  Path data() {
    require("--photos", photos);
    return photos.toAbsolutePath();
  }

  @Override
  double usualRate() {
    return lora == null ? 1e-6 : LoraLearningOptions.RATE;
  }

  @Override
  Goal goal() {
    require("--model", model);
    require("--subject", subject);
    if (!noPrior) {
      require("--class (or --no-prior)", ofClass);
    }
    Path found = shelf.find(model);
    Optional<Prior> prior =
        noPrior
            ? Optional.empty()
            : Optional.of(
                new Prior(
                    ofClass,
                    Optional.ofNullable(classPictures).map(Path::toAbsolutePath),
                    classCount,
                    priorWeight));
    String name = identifier == null ? SubjectName.choose(found) : identifier;
    DreamBooth goal =
        new DreamBooth(
            found,
            subject,
            name,
            prior,
            !freezeText,
            LoraLearningOptions.settings(lora, !freezeText));
    Optional<String> remark =
        identifier == null
            ? Optional.of(
                "The subject's name is '" + name + "': draw it with \"" + goal.prompt() + "\".")
            : SubjectName.doubt(found, name);
    remark.ifPresent(console.err()::println);
    return goal;
  }

  /** The subject and its plain class always, each wanted prompt with its plain twin. */
  @Override
  List<String> samplePrompts(Goal goal, List<String> given) {
    List<String> wanted = new ArrayList<>(List.of(subject));
    wanted.addAll(given);
    return ((DreamBooth) goal).besideTheirClass(wanted);
  }
}
