// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DataReport;
import studio.bonsai.engine.TrainingData;
import studio.bonsai.engine.data.emoji.EmojiDataset;
import studio.bonsai.engine.data.emoji.EmojiDataset.Made;
import studio.bonsai.engine.data.emoji.EmojiDataset.Plan;

/** Pictures to learn from. */
@Command(
    name = "dataset",
    header = "Check pictures to learn from, or make the embedded models' own.",
    description = {"", "Pictures lie in a folder with captions, in tars, or alone, as photos."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai dataset check photos-of-my-dog",
      "  bonsai dataset emoji --packages npm-packages --out emoji"
    })
final class DatasetCommand implements Runnable {
  private final Console console;
  private final CancelToken cancel;

  @Spec private CommandSpec spec;

  DatasetCommand(Console console, CancelToken cancel) {
    this.console = console;
    this.cancel = cancel;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check or emoji is missing");
  }

  @Command(
      name = "check",
      header = "Tell what a folder of pictures or tars holds, and what is wrong with it.",
      description = {"", "Nothing is changed. Exit code 1: there is nothing to learn from."},
      footerHeading = "%nExamples:%n",
      footer = "  bonsai dataset check photos-of-my-dog")
  int check(
      @picocli.CommandLine.Parameters(paramLabel = "DATA", description = "A folder or a tar.")
          Path data) {
    DataReport report = TrainingData.look(data, cancel);
    console
        .out()
        .printf(
            "%d pictures, %d with captions; %d looked at%s%n",
            report.pictures(),
            report.captioned(),
            report.examined(),
            report.smallestSide().isPresent()
                ? ", the smallest side " + report.smallestSide().getAsInt() + " pixels"
                : "");
    report.problems().forEach(p -> console.out().println(word(p.severity()) + p.sentence()));
    return report.isUsable() ? 0 : Complaints.FAILED;
  }

  private static String word(DataReport.Severity severity) {
    return switch (severity) {
      case FATAL -> "wrong: ";
      case SKIPPED -> "left out: ";
      case NOTE -> "note: ";
    };
  }

  @Command(
      name = "emoji",
      header = "Make the data of the embedded models from emoji packages of npm.",
      description = {
        "",
        "src/reference/embedded_data.sh fetches the packages and calls this. Writes two captioned"
            + " folders, train and held-out, and the licences of what they are made of."
      },
      footerHeading = "%nExamples:%n",
      footer = "  bonsai dataset emoji --packages npm-packages --out emoji")
  void emoji(
      @Option(
              names = "--packages",
              paramLabel = "DIR",
              required = true,
              description = "Folder with the archives that npm pack fetched.")
          Path packages,
      @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new folder.")
          Path out,
      @Option(
              names = "--size",
              paramLabel = "N",
              defaultValue = "128",
              description = "Side of a picture in pixels. Default: 128.")
          int size,
      @Option(
              names = "--nouns",
              paramLabel = "N",
              description = "How many things to draw, the most asked for first. Default: all.")
          Integer nouns) {
    Plan plan = nouns == null ? Plan.ofSize(size) : new Plan(size, nouns);
    Made made = EmojiDataset.make(packages, out, plan, cancel);
    console
        .out()
        .printf(
            "%d nouns, %d of them in other colours: %d pictures in %d rows; %d pictures held out%n",
            made.nouns(), made.paintable(), made.pictures(), made.rows(), made.heldOut());
  }
}
