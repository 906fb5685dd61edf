// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.bonsai.engine.ModelCatalogue;

/** Keeps the token for models that are not for everybody. */
@Command(
    name = "token",
    header = "Keep a token for models that are not for everybody.",
    description = {
      "",
      "Asks for it, so that it stands in no history of commands, and keeps it in a file that only"
          + " you can read. Nobody but the hub is ever told."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bonsai models token", "  bonsai models token --forget"})
final class ModelsTokenCommand implements Runnable {
  private final Console console;
  private final ModelCatalogue catalogue;
  private final Supplier<Optional<String>> keyboard;

  @Option(names = "--forget", description = "Forget the token.")
  private boolean forget;

  ModelsTokenCommand(
      Console console, ModelCatalogue catalogue, Supplier<Optional<String>> keyboard) {
    this.console = console;
    this.catalogue = catalogue;
    this.keyboard = keyboard;
  }

  @Override
  public void run() {
    if (forget) {
      catalogue.keepToken("");
      console.out().println("There is no token any more.");
      return;
    }
    console.out().print("Token: ");
    console.out().flush();
    String token =
        keyboard
            .get()
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> new IllegalArgumentException("no token was given"));
    catalogue.keepToken(token);
    console.out().println("Kept.");
  }
}
