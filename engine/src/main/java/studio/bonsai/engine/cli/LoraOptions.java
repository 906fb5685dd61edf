// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.LoraShelf;

/** Which LoRAs to add. */
final class LoraOptions {
  @Option(
      names = "--lora",
      paramLabel = "FILE[:X]",
      description = {
        "Add a LoRA: a file, or a name from the folder 'loras' beside that of the models; with a"
            + " strength, as my-dog:0.8. May be given several times. Default strength: 1."
      })
  private List<String> files = new ArrayList<>();

  boolean any() {
    return !files.isEmpty();
  }

  /** Those that were named, in their order. */
  List<Lora> loras() {
    LoraShelf shelf = LoraShelf.ofThisMachine();
    return files.stream().map(shelf::read).toList();
  }

  /** What is named takes the place of what the request has; what its prompt names is added. */
  void apply(GenerationRequest base, GenerationRequestBuilder request) {
    LoraShelf.Named named = LoraShelf.ofThisMachine().take(base.prompt());
    List<Lora> all = new ArrayList<>(any() ? loras() : base.loras());
    all.addAll(named.loras());
    request.prompt(named.prompt()).loras(all);
  }
}
