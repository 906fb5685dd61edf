// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.MergeRequest;
import studio.bonsai.engine.ModelShelf;

/** Adds LoRAs to a model for good. */
@Command(
    name = "merge",
    header = "Add LoRAs to a model for good.",
    description = {
      "",
      "Writes the model anew, as a folder in diffusers' layout, with the LoRAs added to its"
          + " weights. The result needs no LoRA any more, and can be taught on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bonsai merge sd-1.5 --lora my-dog.safetensors:0.8 --out sd-1.5-my-dog",
      "  bonsai merge sd-1.5 --lora my-dog --lora ink:0.5 --out sd-1.5-inked"
    })
final class MergeCommand extends WritingCommand {
  @Mixin private final LoraOptions loras = new LoraOptions();

  @Mixin private final NewFolderOption target = new NewFolderOption();

  MergeCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    super(console, workshop, shelf, cancel);
  }

  @Override
  public void run() {
    Path source = source();
    List<Lora> chosen = loras.loras();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("nothing to add; name a LoRA with --lora FILE:0.8");
    }
    showing(
        workshop.inspect(source).bytes(),
        told -> workshop.merge(new MergeRequest(source, chosen, target.folder, told), cancel));
    console.out().println(target.folder);
  }
}
