// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ConversionOptions;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.Precision;

/** Writes a model in the one layout that everything here reads. */
@Command(
    name = "convert",
    header = "Write a model as a folder in diffusers' layout.",
    description = {
      "",
      "Turns a single file of Stable Diffusion v1, v2 or BK-SDM (.safetensors, .ckpt) into a"
          + " folder, or writes a folder anew in another precision. A folder where"
          + " 'bonsai models --help' says is installed: it can be used by its name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai convert v1-5-pruned.ckpt ~/.local/share/bonsai-studio/models/sd-1.5",
      "  bonsai convert --precision float16 my-model my-model-small"
    })
final class ConvertCommand extends WritingCommand {
  @Parameters(index = "1", paramLabel = "FOLDER", description = "The new folder; must not exist.")
  private Path target;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "float32, or float16 for half the size; else as it is.")
  private Precision precision;

  /** What the network of a single file predicts. */
  enum Prediction {
    EPSILON,
    V
  }

  @Option(
      names = "--prediction",
      paramLabel = "TYPE",
      description = {
        "epsilon or v: what a single file of Stable Diffusion 2 predicts, noise or velocity; its"
            + " weights do not tell. Default: by the .yaml beside it, or its name."
      })
  private Prediction prediction;

  @Option(
      names = "--ema",
      description = "Of a single file take the weights that training averaged.")
  private boolean averaged;

  ConvertCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    super(console, workshop, shelf, cancel);
  }

  @Override
  public void run() {
    Path model = source();
    showing(
        bytesAfter(workshop.inspect(model)),
        told -> workshop.convert(model, target, options(told), cancel));
    console.out().println(target);
  }

  private ConversionOptions options(LongConsumer told) {
    return new ConversionOptions(
        Optional.ofNullable(precision),
        Optional.ofNullable(prediction).map(p -> p == Prediction.V),
        averaged,
        console.err()::println,
        told);
  }

  private long bytesAfter(Inspection model) {
    return precision == null
        ? model.bytes()
        : model.parameters() * (precision == Precision.FLOAT16 ? Short.BYTES : Float.BYTES);
  }
}
