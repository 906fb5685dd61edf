// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.Posterior;

/**
 * To give back the picture: mean absolute and squared errors, absolute errors of the differences
 * between neighbours (edges), and a little of the divergence from the normal distribution.
 */
public final class AutoencoderObjective implements Objective {
  private static final double EDGES = 0.5;
  private static final double DIVERGENCE = 3e-4;

  private final Autoencoder autoencoder;
  private final Kernel kernel;

  public AutoencoderObjective(Autoencoder autoencoder, Kernels kernels) {
    this.autoencoder = autoencoder;
    kernel = kernels.load("loss");
  }

  @Override
  public LossTerms loss(TrainingBatch batch, Draws draws, StepScope scope) {
    NDManager manager = scope.manager();
    NDArray picture = batch.pixels().orElseThrow();
    Posterior posterior = autoencoder.encode(picture);
    long[] shape = posterior.mean().getShape().getShape();
    NDArray noise = draws.normal(manager, "posterior", Arrays.copyOfRange(shape, 1, shape.length));
    NDArray made = autoencoder.decode(posterior.sample(noise));
    double scale = 1 / autoencoder.config().scalingFactor();
    NDArray mean = Recording.times(posterior.mean(), scale);
    NDArray deviation = Recording.times(posterior.deviation(), scale);
    return new LossTerms()
        .plus("absolute", kernel.call("absolute", made, picture), 1)
        .plus("squared", kernel.call("mse", made, picture), 1)
        .plus("edges", kernel.call("edges", made, picture), EDGES)
        .plus("divergence", kernel.call("divergence", mean, deviation), DIVERGENCE);
  }
}
