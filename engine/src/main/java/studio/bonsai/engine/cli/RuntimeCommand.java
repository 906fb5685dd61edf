// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ComputeRuntime;
import studio.bonsai.engine.CudaDownload;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Gpu;
import studio.bonsai.engine.runtime.LibraryChoice;
import studio.bonsai.engine.runtime.LibraryPlaces;
import studio.bonsai.engine.runtime.TorchLibrary;

/** Shows and chooses the libtorch that everything computes on. */
@Command(
    name = "runtime",
    header = "Show or choose what to compute with: the CPU, or an NVIDIA GPU.",
    description = {
      "",
      "Bonsai brings libtorch for the CPU. For an NVIDIA GPU it takes libtorch "
          + TorchLibrary.VERSION
          + " for CUDA 12: from a Python environment that is active, from a folder that you name,"
          + " or fetched once by --install cuda. Nothing is fetched without your consent."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai runtime                       what is used, and what was found",
      "  bonsai runtime --install cuda        fetch libtorch for CUDA; asks first",
      "  bonsai runtime --use ~/venv          take the torch of a Python environment",
      "  bonsai runtime --use ~/libtorch      take a libtorch folder",
      "  bonsai runtime --use cpu             stay on the CPU",
      "  bonsai runtime --use auto            look for the best again",
      "",
      "For one run alone the environment variable BONSAI_LIBTORCH takes what --use takes."
    })
final class RuntimeCommand implements Runnable {
  private final Console console;
  private final Machine machine;
  private final CancelToken cancel;

  @Option(
      names = "--install",
      paramLabel = "WHAT",
      description = "Fetch a libtorch: cuda. Tells from where and how large, and asks.")
  private String install;

  @Option(names = "--yes", description = "With --install: do not ask.")
  private boolean yes;

  @Option(
      names = "--use",
      paramLabel = "WHAT",
      description = "Keep a choice: a folder, cpu, or auto. Default: auto.")
  private String use;

  RuntimeCommand(Console console, Machine machine, CancelToken cancel) {
    this.console = console;
    this.machine = machine;
    this.cancel = cancel;
  }

  @Override
  public void run() {
    if (install != null && use != null) {
      throw new IllegalArgumentException("give --install or --use, not both");
    }
    if (install != null) {
      install();
    } else if (use != null) {
      use();
    } else {
      show();
    }
  }

  private void show() {
    PrintWriter out = console.out();
    try {
      ComputeRuntime.InUse inUse = machine.load();
      row("libtorch", inUse.version() + " on " + (inUse.gpus() > 0 ? "CUDA" : "the CPU"));
      row("because", inUse.reason());
      row("folder", inUse.folder().toString());
      row("threads", Integer.toString(inUse.threads()));
      showMachine(inUse.gpus() > 0);
    } catch (EngineException e) {
      row("libtorch", e.getMessage());
      showMachine(false);
    }
    out.println();
    showFound();
  }

  private void showMachine(boolean withFreeMemory) {
    row("processor", machine.processor());
    List<Gpu> gpus = machine.gpus();
    for (Gpu gpu : gpus) {
      String free =
          withFreeMemory
              ? machine.freeMemory(gpu.index()).map(f -> ", " + f + " free").orElse("")
              : "";
      row("cuda:" + gpu.index(), gpu.name() + ", " + Quantities.bytes(gpu.memory()) + free);
    }
    if (gpus.isEmpty()) {
      row("GPU", machine.hasDriver() ? "the NVIDIA driver shows none" : "no NVIDIA driver");
    }
  }

  private void showFound() {
    List<LibraryPlaces.Found> found = new LibraryPlaces(machine.surroundings()).search();
    if (found.isEmpty()) {
      console.out().println("No other libtorch was found.");
    } else {
      console.out().println("Found beside the one that comes with Bonsai:");
    }
    for (LibraryPlaces.Found one : found) {
      String what = one.library().map(TorchLibrary::version).orElse("not usable");
      console.out().println("  " + what + ", " + one.origin() + ": " + one.path());
      if (!one.problem().isEmpty()) {
        console.out().println("    " + one.problem());
      }
    }
  }

  private void row(String name, String value) {
    console.out().printf("%-10s %s%n", name, value);
  }

  private void use() {
    Path data = machine.surroundings().dataFolder();
    if (use.equals("auto")) {
      LibraryChoice.forget(data);
      console.out().println("From now on Bonsai looks for the best libtorch at every start.");
    } else if (use.equals("cpu")) {
      LibraryChoice.cpu().save(data);
      console.out().println("From now on Bonsai computes on the CPU.");
    } else {
      TorchLibrary library = TorchLibrary.read(Path.of(use), machine.surroundings().system());
      LibraryChoice.of(library.folder()).save(data);
      console
          .out()
          .println(
              "From now on Bonsai uses torch " + library.version() + " in " + library.folder());
      warnWithoutDriver(library.cuda());
    }
  }

  private void warnWithoutDriver(boolean cuda) {
    if (cuda && !machine.hasDriver()) {
      console
          .err()
          .println("bonsai: NVIDIA's driver was not found; until it is there the CPU is used.");
    }
  }

  private void install() {
    if (!install.equals("cuda")) {
      throw new IllegalArgumentException("only cuda can be installed, got '" + install + "'");
    }
    CudaDownload download = CudaDownload.ask(machine.surroundings());
    announce(download);
    if (!yes && !agreed()) {
      console.out().println("Nothing was fetched.");
      return;
    }
    ByteProgress progress = new ByteProgress(console, download.bytesToFetch());
    try {
      download.install(progress, cancel);
      progress.clear();
      console.out().println("Installed; from the next start on Bonsai computes on the GPU.");
    } finally {
      progress.clear();
    }
  }

  private void announce(CudaDownload download) {
    PrintWriter out = console.out();
    out.println(
        "libtorch " + TorchLibrary.VERSION + " for CUDA 12.8, with NVIDIA's CUDA and cuDNN");
    out.println("libraries, whose licences apply.");
    row("from", download.source());
    row("to fetch", Quantities.bytes(download.bytesToFetch()));
    row("on disk", Quantities.bytes(download.bytesOnDisk()));
    row("folder", download.folder().toString());
    warnWithoutDriver(true);
  }

  private boolean agreed() {
    console.out().print("Fetch it? [y/N] ");
    console.out().flush();
    String answer =
        machine
            .answer()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "nobody is there to ask; add --yes to fetch it without asking"));
    return List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
