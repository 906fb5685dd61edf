// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.function.Predicate;
import studio.bonsai.engine.TrainingRequest.Prior;
import studio.bonsai.engine.train.Draws;
import studio.bonsai.engine.train.LossTerms;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.NoisyBatch;
import studio.bonsai.engine.train.Objective;
import studio.bonsai.engine.train.Preparation;
import studio.bonsai.engine.train.StepScope;
import studio.bonsai.engine.train.TrainingBatch;
import studio.bonsai.engine.unet.UNet;

/**
 * The loss of DreamBooth (arXiv 2208.12242, equation 2): that of the subject's photos, and with
 * prior preservation a weight times that of the class pictures that fill the other half of each
 * batch.
 */
public final class DreamBoothObjective implements Objective {
  private final Preparation preparation;
  private final UNet unet;
  private final Optional<Prior> prior;
  private final Losses losses;

  public DreamBoothObjective(
      Preparation preparation, UNet unet, Optional<Prior> prior, Losses losses) {
    this.preparation = preparation;
    this.unet = unet;
    this.prior = prior;
    this.losses = losses;
  }

  /** Class pictures are known by their caption. */
  @Override
  public LossTerms loss(TrainingBatch batch, Draws draws, StepScope scope) {
    NoisyBatch shown = preparation.prepare(batch, draws, scope);
    boolean[] ofClass = new boolean[batch.size()];
    Predicate<String> caption = text -> prior.isPresent() && prior.get().prompt().equals(text);
    for (int i = 0; i < ofClass.length; i++) {
      ofClass[i] = caption.test(batch.captions().get(i));
    }
    return loss(shown, ofClass, scope);
  }

  /**
   * @param ofClass of each picture whether it is one of the class, not of the subject
   */
  LossTerms loss(NoisyBatch shown, boolean[] ofClass, StepScope scope) {
    NDArray said = unet.forward(shown.latent(), shown.timestep(), shown.text());
    if (prior.isEmpty()) {
      return new LossTerms()
          .plus("subject", losses.meanSquared(said, shown.target(), shown.weights()), 1);
    }
    return new LossTerms()
        .plus("subject", half(said, shown, ofClass, false, scope.manager()), 1)
        .plus("class", half(said, shown, ofClass, true, scope.manager()), prior.get().weight());
  }

  /**
   * The mean over one kind of pictures, of which every batch has as many as of the other. A worker
   * may have been given more of one; over all workers it comes out right.
   */
  private NDArray half(
      NDArray said, NoisyBatch shown, boolean[] ofClass, boolean wanted, NDManager manager) {
    float[] shares = new float[ofClass.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = ofClass[i] == wanted ? 2 : 0;
    }
    NDArray share = manager.create(shares).toDevice(said.getDevice(), false);
    NDArray weights = shown.weights().map(share::mul).orElse(share);
    return losses.meanSquared(said, shown.target(), Optional.of(weights));
  }
}
