// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import studio.bonsai.engine.unet.UNet;

/** To say what noise (or which velocity) is in a picture: Ho et al. 2020, arXiv 2006.11239. */
public final class DiffusionObjective implements Objective {
  private final Preparation preparation;
  private final UNet unet;
  private final Losses losses;

  public DiffusionObjective(Preparation preparation, UNet unet, Losses losses) {
    this.preparation = preparation;
    this.unet = unet;
    this.losses = losses;
  }

  @Override
  public LossTerms loss(TrainingBatch batch, Draws draws, StepScope scope) {
    NoisyBatch shown = preparation.prepare(batch, draws, scope);
    NDArray said = unet.forward(shown.latent(), shown.timestep(), shown.text());
    return new LossTerms()
        .plus("task", losses.meanSquared(said, shown.target(), shown.weights()), 1);
  }
}
