// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelShelf;

/** Lists what is installed. */
@Command(
    name = "models",
    header = "List models, installed or to be had; fetch one.",
    description = {
      "",
      "A model is a folder in diffusers' layout. One small model comes with the program; others"
          + " lie in",
      "  Linux:   ~/.local/share/bonsai-studio/models",
      "  macOS:   ~/Library/Application Support/Bonsai Studio/models",
      "  Windows: %%LOCALAPPDATA%%\\Bonsai Studio\\models"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai models                      what is installed",
      "  bonsai models --available          what can be fetched",
      "  bonsai models get bk-sdm-small     fetches a model; goes on where it broke off",
      "  bonsai generate --model bonsai-emoji \"a red apple\"",
      "  bonsai generate --model ~/models/bk-sdm-small \"a red apple\""
    })
final class ModelsCommand implements Runnable {
  private final Console console;
  private final Workshop workshop;
  private final ModelShelf shelf;
  private final ModelCatalogue catalogue;

  @Option(names = "--available", description = "List the catalogue: what can be fetched.")
  private boolean available;

  ModelsCommand(Console console, Workshop workshop, ModelShelf shelf, ModelCatalogue catalogue) {
    this.console = console;
    this.workshop = workshop;
    this.shelf = shelf;
    this.catalogue = catalogue;
  }

  @Override
  public void run() {
    if (available) {
      console.out().printf("%-26s %10s  %s%n", "MODEL", "PARAMETERS", "GOOD FOR");
      catalogue.models().forEach(this::print);
    } else {
      listInstalled();
    }
  }

  private void print(CatalogueModel model) {
    String state = catalogue.isInstalled(model) ? " (installed)" : "";
    console
        .out()
        .printf(
            "%-26s %8d M  %s%s%n",
            model.name(), model.parameters(), model.purpose(Locale.ENGLISH), state);
  }

  private void listInstalled() {
    List<Path> models = shelf.models();
    if (models.isEmpty()) {
      console.out().println("No models are installed in " + shelf.folders() + ".");
      return;
    }
    console.out().printf("%-20s %10s %9s  %s%n", "MODEL", "PARAMETERS", "SIZE", "ARCHITECTURE");
    models.forEach(this::print);
  }

  /** A damaged model must not hide the others. */
  private void print(Path model) {
    String name = model.getFileName().toString();
    try {
      Inspection found = workshop.inspect(model);
      console
          .out()
          .printf(
              "%-20s %10s %9s  %s%n",
              name,
              Quantities.count(found.parameters()),
              Quantities.bytes(found.bytes()),
              found.architecture());
    } catch (EngineException e) {
      console.out().printf("%-20s %10s %9s  %s%n", name, "-", "-", e.getMessage());
    }
  }
}
