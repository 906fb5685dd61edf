// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.bonsai.engine.Computation;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Provenance;
import studio.bonsai.engine.RequestJson;
import studio.bonsai.engine.picture.PictureMetadata;

/** Tells how a picture was made. */
@Command(
    name = "info",
    header = "Tell how a picture was made.",
    description = {
      "",
      "Reads what a PNG file remembers: everything, if Bonsai drew it; prompt and settings, if"
          + " AUTOMATIC1111's web UI or one of its kin did."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai info out/00001-42.png",
      "  bonsai info --json out/00001-42.png      the full request, for scripts",
      "  bonsai generate --like out/00001-42.png  draws it again"
    })
final class InfoCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "PICTURE", arity = "1..*", description = "PNG files.")
  private List<Path> pictures;

  @Option(names = "--json", description = "Print the full request as JSON, a line a picture.")
  private boolean json;

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    for (Path picture : pictures) {
      PictureMetadata metadata = PictureMetadata.read(picture);
      if (json) {
        console.out().println(toJson(metadata));
      } else {
        if (pictures.size() > 1) {
          console.out().println(picture + ":");
        }
        print(metadata);
      }
    }
  }

  private static String toJson(PictureMetadata metadata) {
    return metadata
        .provenance()
        .map(RequestJson::write)
        .or(() -> metadata.request().map(RequestJson::write))
        .orElse("null");
  }

  private void print(PictureMetadata metadata) {
    if (metadata.provenance().isPresent()) {
      print(metadata.provenance().get());
    } else if (metadata.parameters().isPresent()) {
      console.out().println(metadata.parameters().get().text());
    } else {
      String size = metadata.width() + "x" + metadata.height();
      console.out().println("A picture of " + size + " that does not tell how it was made.");
    }
  }

  private void print(Provenance provenance) {
    GenerationRequest request = provenance.request();
    row("prompt", request.prompt());
    if (!request.negativePrompt().isEmpty()) {
      row("negative", request.negativePrompt());
    }
    request.size().ifPresent(s -> row("size", s));
    request.seed().ifPresent(s -> row("seed", s));
    request.sampler().ifPresent(s -> row("sampler", s + (isKarras(request) ? ", Karras" : "")));
    request.steps().ifPresent(s -> row("steps", s));
    request.guidanceScale().ifPresent(g -> row("guidance", g));
    request.guidanceRescale().stream().filter(g -> g > 0).forEach(g -> row("rescale", g));
    request.eta().stream().filter(e -> e > 0).forEach(e -> row("eta", e));
    request.clipSkip().stream().filter(n -> n > 1).forEach(n -> row("clip skip", n));
    request.variation().ifPresent(v -> row("variation", v.seed() + " at " + v.strength()));
    request.start().ifPresent(s -> row("start", s.image().file() + " at " + s.strength()));
    request.mask().ifPresent(m -> row("mask", m.image().file() + ", feather " + m.feather()));
    request.loras().forEach(l -> row("lora", l.file() + " at " + l.strength()));
    if (request.batch() > 1) {
      row("batch", (provenance.placeInBatch() + 1) + " of " + request.batch());
    }
    row("model", provenance.model() + " (" + provenance.modelFingerprint() + ")");
    row("version", "Bonsai " + provenance.version());
    provenance.computation().ifPresent(c -> row("computed", describe(c)));
  }

  /** In the words of the options. */
  private static String describe(Computation computation) {
    String options =
        String.format(
            "--dtype %s --memory %s --threads %d",
            computation.precision(), computation.memory(), computation.threads());
    return (computation.gpu() ? "on a GPU, " : "on the CPU, ") + options.toLowerCase(Locale.ROOT);
  }

  private static boolean isKarras(GenerationRequest request) {
    return request.karras().orElse(false);
  }

  private void row(String name, Object value) {
    console.out().printf("%-10s %s%n", name, value);
  }
}
