// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.bonsai.engine.BenchmarkPlan;
import studio.bonsai.engine.BenchmarkPlan.Stage;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Measurement;
import studio.bonsai.engine.ModelShelf;

/** Times a model on this machine. */
@Command(
    name = "benchmark",
    header = "Time a model on this machine.",
    description = {
      "",
      "Times the parts of a picture: opening the model, reading the prompt, a step of the U-Net with guidance, decoding,"
          + " and a whole picture; beside them the machine's own matrix product, the better of MKL's"
          + " and oneDNN's over a packed factor. Work is counted as the direct algorithms need it, so"
          + " a step may be faster than the matrix product. A step reads the text's keys and values"
          + " in its first run; the others find them, as the later steps of a picture do."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai benchmark bonsai-emoji",
      "  bonsai benchmark --stage step --stage decode --memory fast models/bk-tiny"
    })
final class BenchmarkCommand implements Runnable {
  private final Console console;
  private final Workshop workshop;
  private final ModelShelf shelf;
  private final CancelToken cancel;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      defaultValue = ModelShelf.DEFAULT,
      description = "A name, a folder or a file. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Mixin private final ComputeOptions compute = new ComputeOptions();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "product, open, text, step, decode or picture; may be repeated. Default: all.")
  private Set<Stage> stages = EnumSet.allOf(Stage.class);

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      defaultValue = "512x512",
      description = "Size of the picture. Default: 512x512.")
  private ImageSize size;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10",
      description = "Steps of a whole picture. Default: 10.")
  private int steps;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each is timed after a first time. Default: 3.")
  private int repeats;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  BenchmarkCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    this.console = console;
    this.workshop = workshop;
    this.shelf = shelf;
    this.cancel = cancel;
  }

  @Override
  public void run() {
    Path found = shelf.find(model);
    BenchmarkPlan plan = new BenchmarkPlan(stages, size, steps, repeats);
    if (!json) {
      console.out().printf("%-16s %9s %9s %9s %9s%n", "", "FIRST", "BEST", "MEDIAN", "GFLOP/S");
    }
    workshop.benchmark(found, compute.toOptions(false), plan, this::print, cancel);
    PeakMemory.ofThisProcess().ifPresent(this::printPeak);
  }

  private void print(Measurement measurement) {
    console.out().println(json ? measurement.json() : row(measurement));
    console.out().flush();
  }

  private static String row(Measurement m) {
    String speed = m.operations() > 0 ? String.format(Locale.ROOT, "%.0f", m.gigaflops()) : "";
    return String.format(
            Locale.ROOT,
            "%-16s %7.3f s %7.3f s %7.3f s %9s",
            m.name(),
            m.first(),
            m.best(),
            m.median(),
            speed)
        .stripTrailing();
  }

  private void printPeak(long bytes) {
    console
        .out()
        .println(
            json
                ? String.format(Locale.ROOT, "{\"name\": \"peak memory\", \"bytes\": %d}", bytes)
                : "peak memory " + Quantities.bytes(bytes));
  }
}
