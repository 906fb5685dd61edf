// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.Goal;
import studio.bonsai.engine.TrainingRequest.PictureCoding;

/** Trains a model by pictures alone. */
@Command(
    name = "train",
    header = "Train a model from pictures with captions.",
    description = {
      "",
      "Goes on with the weights of a model, or begins at random after a model's configs. Trains the"
          + " U-Net, with its text encoder if wanted, or the autoencoder."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai train --model skeleton --part vae --fresh --data emoji --size 64 --batch 8 \\",
      "    --steps 5000 --lr 2e-3 --out runs/vae",
      "  bonsai train --model runs/vae/model --part unet+text --fresh --data emoji --size 64 \\",
      "    --batch 16 --workers 2 --steps 20000 --lr 1e-3 --ema 0.997 --out runs/teacher",
      "  bonsai train --resume runs/teacher"
    })
final class TrainCommand extends LearningCommand {
  /** Which networks learn. */
  enum Part {
    UNET("unet"),
    UNET_AND_TEXT("unet+text"),
    VAE("vae");

    private final String name;

    Part(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Option(names = "--model", paramLabel = "MODEL", description = "A name or a folder.")
  private String model;

  @Option(
      names = "--part",
      paramLabel = "PART",
      defaultValue = "unet",
      converter = PartConverter.class,
      description = "unet, unet+text or vae (default: ${DEFAULT-VALUE}).")
  private Part part;

  @Option(names = "--fresh", description = "Begin with random weights.")
  private boolean fresh;

  @Mixin private DataOption data;

  TrainCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    super(console, workshop, shelf, cancel);
  }

  /** By the name as it is written. */
  static final class PartConverter implements picocli.CommandLine.ITypeConverter<Part> {
    @Override
    public Part convert(String text) {
      for (Part part : Part.values()) {
        if (part.name.equalsIgnoreCase(text)) {
          return part;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(
          "expected unet, unet+text or vae, got '" + text + "'");
    }
  }

  @Override
  Goal goal() {
    require("--model", model);
    return part == Part.VAE
        ? new PictureCoding(shelf.find(model), fresh)
        : new Diffusion(shelf.find(model), part == Part.UNET_AND_TEXT, fresh);
  }

  @Override
  Path data() {
    require("--data", data.folder);
    return data.folder;
  }
}
