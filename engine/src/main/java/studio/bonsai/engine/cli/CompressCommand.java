// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CompressionRequest;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.ModelSize;

/** Takes blocks out of a model. */
@Command(
    name = "compress",
    header = "Make a smaller model by leaving out blocks of its U-Net.",
    description = {
      "",
      "Writes a student of a Stable Diffusion model: the blocks that stay keep the model's weights,"
          + " as the paper of BK-SDM does it. A student draws poorly until it is distilled."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai compress sd-1.4 --plan tiny --out sd-1.4-tiny",
      "  bonsai compress bonsai-emoji --plan my-plan.yaml --out my-student",
      "",
      "A plan of your own names what to leave out, in YAML or JSON:",
      "  drop: [mid_block, down_blocks.0.1, up_blocks.3.1]",
      "where mid_block is the middle, down_blocks.3 a whole level and up_blocks.3.1",
      "the second resnet of a level with its transformer, counted as diffusers does."
    })
final class CompressCommand extends WritingCommand {
  @Option(
      names = "--plan",
      required = true,
      paramLabel = "PLAN",
      description = "base, small, tiny, or a file.")
  private String plan;

  @Mixin private final NewFolderOption target = new NewFolderOption();

  CompressCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    super(console, workshop, shelf, cancel);
  }

  @Override
  public void run() {
    Path source = source();
    ModelSize before = workshop.measure(source);
    showing(
        before.fileBytes(),
        told ->
            workshop.compress(new CompressionRequest(source, plan, target.folder, told), cancel));
    print(before, workshop.measure(target.folder));
    console.out().println(target.folder);
  }

  private void print(ModelSize before, ModelSize after) {
    console.out().printf("%-24s %12s %12s %8s%n", "", "BEFORE", "AFTER", "LEFT");
    count("parameters", before.parameters(), after.parameters());
    count("of them the U-Net", before.unetParameters(), after.unetParameters());
    count("multiply-adds a step", before.stepOperations(), after.stepOperations());
    bytes("files", before.fileBytes(), after.fileBytes());
    bytes("memory to draw", before.memoryBytes(), after.memoryBytes());
  }

  private void count(String what, long before, long after) {
    row(what, Quantities.count(before), Quantities.count(after), before, after);
  }

  private void bytes(String what, long before, long after) {
    row(what, Quantities.bytes(before), Quantities.bytes(after), before, after);
  }

  private void row(String what, String before, String after, long whole, long part) {
    String left = String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    console.out().printf("%-24s %12s %12s %8s%n", what, before, after, left);
  }
}
