// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelShelf;

/** Looks into a model. */
@Command(
    name = "inspect",
    header = "Look into a model: architecture, blocks, parameters, work.",
    description = {
      "",
      "Takes the name of an installed model, a folder in diffusers' layout, or a single file"
          + " (.safetensors, .ckpt). Nothing is loaded and nothing in the file is run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai inspect bonsai-emoji",
      "  bonsai inspect --size 768x512 v1-5-pruned.safetensors"
    })
final class InspectCommand implements Runnable {
  private final Console console;
  private final Workshop workshop;
  private final ModelShelf shelf;

  @Parameters(paramLabel = "MODEL", description = "A name, a folder or a file.")
  private String model;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description = "Count the work of a step at this size; else at the size of its training.")
  private ImageSize size;

  InspectCommand(Console console, Workshop workshop, ModelShelf shelf) {
    this.console = console;
    this.workshop = workshop;
    this.shelf = shelf;
  }

  @Override
  public void run() {
    Path path = shelf.find(model);
    Inspection found = workshop.inspect(path);
    ImageSize counted = size == null ? found.size() : size;
    long operations = workshop.stepOperations(path, counted);
    console.out().println(found.architecture());
    console.out().println();
    console.out().printf("%-16s %12s %10s  %s%n", "PART", "PARAMETERS", "SIZE", "PRECISION");
    found.parts().forEach(this::print);
    print(new Inspection.Part("all", found.parameters(), "", found.bytes()));
    if (!found.blocks().isEmpty()) {
      console.out().println();
      found.blocks().forEach(console.out()::println);
    }
    console
        .out()
        .printf(
            "%nA step at %s: %s multiply-adds, twice that with guidance.%n",
            counted, Quantities.count(operations));
  }

  private void print(Inspection.Part part) {
    String row =
        String.format(
            "%-16s %,12d %10s  %s",
            part.name(), part.parameters(), Quantities.bytes(part.bytes()), part.precision());
    console.out().println(row.stripTrailing());
  }
}
