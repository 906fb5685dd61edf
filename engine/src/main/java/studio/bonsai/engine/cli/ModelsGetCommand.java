// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.DownloadSettings;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelDownload;
import studio.bonsai.engine.ModelLicence;
import studio.bonsai.engine.Precision;

/** Fetches models of the catalogue. */
@Command(
    name = "get",
    header = "Fetch models of the catalogue.",
    description = {
      "",
      "Shows a model's licence and asks, once; then fetches what is needed of it, checks every file"
          + " and puts it onto the shelf. Ctrl+C keeps what came: the same command goes on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai models get bk-sdm-small",
      "  bonsai models get bk-sdm-tiny bk-sdm-base --precision float32",
      "  bonsai models get bk-sdm-small --mirror https://hub.example.org",
      "",
      "A proxy is taken from --proxy, https_proxy or the system, a token for models",
      "that are not for everybody from 'bonsai models token' or HF_TOKEN."
    })
final class ModelsGetCommand implements Runnable {
  private final Console console;
  private final ModelCatalogue catalogue;
  private final Supplier<Optional<String>> keyboard;
  private final CancelToken cancel;

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "What to fetch, as 'bonsai models --available' calls it.")
  private List<String> names;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "float16 (half the size) or float32, if there is both. Default: float16.")
  private Precision precision = Precision.FLOAT16;

  @Option(names = "--agree", description = "Agree to the licence without being shown it.")
  private boolean agree;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Another server than Hugging Face's, for this once.")
  private String mirror;

  @Option(names = "--proxy", paramLabel = "HOST:PORT", description = "A proxy, for this once.")
  private String proxy;

  ModelsGetCommand(
      Console console,
      ModelCatalogue catalogue,
      Supplier<Optional<String>> keyboard,
      CancelToken cancel) {
    this.console = console;
    this.catalogue = catalogue;
    this.keyboard = keyboard;
    this.cancel = cancel;
  }

  @Override
  public void run() {
    names.stream().map(catalogue::find).toList().forEach(this::get);
  }

  private void get(CatalogueModel model) {
    if (catalogue.isInstalled(model)) {
      console.out().println(model.name() + " is installed already.");
    } else if (isAgreed(model.licence())) {
      fetch(catalogue.ask(model, precision, settings(), cancel));
    } else {
      console.out().println("Nothing was fetched.");
    }
  }

  private DownloadSettings settings() {
    DownloadSettings kept = catalogue.settings();
    return DownloadSettings.parse(
        mirror == null ? kept.hub().toString() : mirror,
        proxy == null ? kept.proxy().orElse("") : proxy);
  }

  private boolean isAgreed(ModelLicence licence) {
    if (!catalogue.isAgreed(licence)) {
      if (!agree && !isConsented(licence)) {
        return false;
      }
      catalogue.agree(licence);
    }
    return true;
  }

  private boolean isConsented(ModelLicence licence) {
    console.out().println(licence.text().strip());
    console.out().println();
    console.out().print("Do you agree to this licence (" + licence.name() + ")? [y/N] ");
    console.out().flush();
    String answer =
        keyboard
            .get()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "nobody is there to ask; read "
                            + licence.page()
                            + " and add --agree if you do"));
    return List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  private void fetch(ModelDownload download) {
    announce(download);
    ByteProgress progress = new ByteProgress(console, download.bytes());
    try {
      Path model = download.install(progress::accept, cancel);
      progress.clear();
      console.out().println("Installed in " + model + ".");
    } catch (CancellationException e) {
      progress.clear();
      console.err().println("What came is kept: the same command goes on.");
      throw e;
    } finally {
      progress.clear();
    }
  }

  private void announce(ModelDownload download) {
    String weights = download.precision().name().toLowerCase(Locale.ROOT);
    console
        .out()
        .println(
            download.source()
                + ", "
                + Quantities.bytes(download.bytes())
                + ", "
                + weights
                + (download.hasPickles() ? " (pickles; only tensors are read)" : ""));
    if (download.present() > 0) {
      console.out().println(Quantities.bytes(download.present()) + " are there already.");
    }
  }
}
