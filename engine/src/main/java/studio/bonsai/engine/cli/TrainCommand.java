// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
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
          + " U-Net, with its text encoder if wanted, or the autoencoder; with --lora a small file"
          + " of changes to U-Net and text encoder instead of a model."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai train --model skeleton --part vae --fresh --data emoji --size 64 --batch 8 \\",
      "    --steps 5000 --lr 2e-3 --out runs/vae",
      "  bonsai train --model runs/vae/model --part unet+text --fresh --data emoji --size 64 \\",
      "    --batch 16 --workers 2 --steps 20000 --lr 1e-3 --ema 0.997 --out runs/teacher",
      "  bonsai train --model bonsai-emoji --part unet+text --lora --data ink --steps 1000 \\",
      "    --out runs/ink",
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

  @ArgGroup(exclusive = false, heading = "%nA LoRA instead of a model:%n")
  private LoraLearningOptions lora;

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
    if (part == Part.VAE) {
      if (lora != null) {
        throw new IllegalArgumentException(
            "a LoRA changes the U-Net and the text encoder: leave out --lora or --part vae");
      }
      return new PictureCoding(shelf.find(model), fresh);
    }
    boolean text = part == Part.UNET_AND_TEXT;
    return new Diffusion(shelf.find(model), text, fresh, LoraLearningOptions.settings(lora, text));
  }

  @Override
  double usualRate() {
    return lora == null ? super.usualRate() : LoraLearningOptions.RATE;
  }

  @Override
  Path data() {
    require("--data", data.folder);
    return data.folder;
  }
}
