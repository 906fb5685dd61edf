// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationEvent.PictureFinished;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.OpenModel;

/** Draws pictures. */
@Command(
    name = "generate",
    header = "Draw pictures from prompts.",
    description = {
      "",
      "Each prompt is drawn --count times, into numbered PNG files that remember how they were"
          + " made; existing files are never touched. What you leave out is done as the model likes"
          + " it. The same command with the same --seed on the same machine gives the same bytes.",
      "",
      "--like computes as the picture was computed (--dtype, --memory, --threads) unless you say"
          + " otherwise, and so gives its bytes again on the same machine.",
      "",
      "In a prompt (word:1.3) weighs a word more, [word] less, BREAK begins a new chunk, and"
          + " <lora:my-dog:0.8> adds a LoRA as --lora does."
    },
    optionListHeading = "%nGeneral:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai generate \"a red apple\"",
      "  bonsai generate --count 9 --grid --seed 1 \"a green car\"",
      "  bonsai generate --prompts-file prompts.txt --out pictures",
      "  bonsai generate --like apple.png             the same again",
      "  bonsai generate --like apple.png --steps 50  the same, but for the steps",
      "  bonsai generate --init sketch.png --strength 0.6 \"a castle on a hill\"",
      "  bonsai generate --lora my-dog:0.8 \"a [V] dog on a beach\"",
      "  bonsai generate --init room.png --mask wall.png \"a window\"",
      "",
      "The paths of the pictures go to standard output, progress to standard error."
    })
final class GenerateCommand implements Runnable {
  private final Console console;
  private final Workshop workshop;
  private final ModelShelf shelf;
  private final CancelToken cancel;

  @ArgGroup(validate = false, order = 1, heading = "%nWhat to draw:%n")
  private final RequestOptions request = new RequestOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nHow to draw it:%n")
  private final DrawingOptions drawing = new DrawingOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat to add to the model:%n")
  private final LoraOptions loras = new LoraOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nStarting from a picture:%n")
  private final StartOptions start = new StartOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nWhere to put it:%n")
  private final OutputOptions output = new OutputOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nOn what to compute:%n")
  private final ComputeOptions compute = new ComputeOptions();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = {
        "A name from 'bonsai models', or the path of a model folder or file. Default: "
            + ModelShelf.DEFAULT
            + ", or with --like the picture's own."
      })
  private String model;

  GenerateCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    this.console = console;
    this.workshop = workshop;
    this.shelf = shelf;
    this.cancel = cancel;
  }

  @Override
  public void run() {
    Optional<Likeness> like = request.likeness();
    List<Job> jobs = new JobList(request, drawing, loras, start, like).jobs();
    Path folder = shelf.find(modelName(like));
    int pictures = jobs.stream().mapToInt(Job::pictures).sum();
    // What can be refused is refused before anything is computed.
    PictureSink sink = output.open(pictures, console);
    EngineOptions options =
        compute.toOptions(output.previews(), like.flatMap(Likeness::computation));
    try (OpenModel open = workshop.open(folder, options)) {
      workshop.advice(options).ifPresent(console.err()::println);
      like.flatMap(l -> l.warning(open.info())).ifPresent(console.err()::println);
      for (Job job : jobs) {
        draw(open, job, sink);
      }
      sink.finish();
    }
  }

  private String modelName(Optional<Likeness> like) {
    if (model != null) {
      return model;
    }
    return like.flatMap(l -> l.modelOn(shelf)).orElse(ModelShelf.DEFAULT);
  }

  private void draw(OpenModel open, Job job, PictureSink sink) {
    ProgressLine progress =
        new ProgressLine(console, job.request().prompt(), job.request().count());
    Consumer<GenerationEvent> listener =
        progress
            .andThen(output.preview())
            .andThen(
                event -> {
                  // At once: what is drawn stays when a later picture is cancelled.
                  if (event instanceof PictureFinished finished && job.keeps(finished.image())) {
                    sink.add(finished.image());
                  }
                });
    try {
      open.generate(job.request(), listener, cancel);
    } finally {
      progress.clear();
    }
  }
}
