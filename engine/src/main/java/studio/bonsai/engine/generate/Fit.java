// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.vae.AutoencoderConfig;

/** Whether the parts of a model belong together: each may be sound and yet be another model's. */
record Fit(int tokens, TextEncoderConfig text, UNetConfig unet, AutoencoderConfig autoencoder) {

  /**
   * @param model where the parts come from
   * @throws EngineException naming every pair that does not fit
   */
  void check(Path model) {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new EngineException(
          "The parts of "
              + model
              + " do not belong together: "
              + String.join("; ", problems)
              + ". Download the model again.");
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (tokens > text.vocabulary()) {
      problems.add(
          "the tokenizer has " + tokens + " tokens, the text encoder only " + text.vocabulary());
    }
    if (unet.width() != text.width()) {
      problems.add(
          "the text encoder speaks in "
              + text.width()
              + " numbers, the U-Net listens to "
              + unet.width());
    }
    int latent = autoencoder.latentChannels();
    if (unet.outChannels() != latent) {
      problems.add(
          "the U-Net predicts " + unet.outChannels() + " channels of a latent that has " + latent);
    }
    int inpainting = 2 * latent + 1;
    if (unet.inChannels() != latent && unet.inChannels() != inpainting) {
      problems.add(
          "the U-Net takes "
              + unet.inChannels()
              + " channels, known are "
              + latent
              + " and, for"
              + " inpainting, "
              + inpainting);
    }
    return problems;
  }
}
