// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a run learns, whatever it learns.
 *
 * @param steps changes of the weights
 * @param batchSize pictures at once
 * @param accumulation batches a step
 * @param workers threads that share a batch, each computing with one thread: on the CPU faster than
 *     one worker with many for small networks; 1 leaves the threads to the operators
 * @param gradientCheckpointing each layer's insides are computed again for its gradients, instead
 *     of kept: less memory, more time
 * @param precision of the activations; weights and optimizer are always float32
 * @param seed of everything that is drawn
 */
public record TrainingSettings(
    long steps,
    int batchSize,
    int accumulation,
    int workers,
    LearningRate learningRate,
    Optimizer optimizer,
    OptionalDouble emaDecay,
    Noise noise,
    boolean gradientCheckpointing,
    Precision precision,
    Keeping keeping,
    long seed) {

  /**
   * AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101).
   *
   * @param clipNorm longest gradient over all weights together; empty leaves it as it is
   */
  public record Optimizer(
      double beta1, double beta2, double weightDecay, double eps, OptionalDouble clipNorm) {
    public Optimizer {
      Ranges.check("beta1", beta1, 0, 0.999999);
      Ranges.check("beta2", beta2, 0, 0.999999);
      Ranges.check("weight decay", weightDecay, 0, 1);
      Ranges.check("eps", eps, 1e-12, 1);
      clipNorm.ifPresent(norm -> Ranges.check("clip norm", norm, 1e-6, 1e6));
    }

    /** The paper's: betas 0.9 and 0.999, decay 0.01, eps 1e-8, clipped at 1. */
    public static Optimizer paper() {
      return new Optimizer(0.9, 0.999, 1e-2, 1e-8, OptionalDouble.of(1));
    }
  }

  /**
   * What makes pictures hard to learn from.
   *
   * @param minSnrGamma weights the timesteps as Hang et al. 2023 (arXiv 2303.09556); 5 is usual
   * @param offset noise that is the same all over a picture, so that it learns very dark and light
   *     ones; 0.1 is much
   * @param textDropout share of pictures whose caption is left out, for guidance; 0.1 is usual
   */
  public record Noise(OptionalDouble minSnrGamma, double offset, double textDropout) {
    public Noise {
      minSnrGamma.ifPresent(gamma -> Ranges.check("min-SNR gamma", gamma, 1e-3, 1e6));
      Ranges.check("noise offset", offset, 0, 1);
      Ranges.check("text dropout", textDropout, 0, 1);
    }

    /** The paper's: none of it. */
    public static Noise plain() {
      return new Noise(OptionalDouble.empty(), 0, 0);
    }
  }

  /**
   * Which states of a run are kept.
   *
   * @param every steps between two checkpoints
   * @param last how many of the newest stay
   * @param samplesEvery steps between two rounds of sample pictures
   */
  public record Keeping(long every, int last, long samplesEvery) {
    public Keeping {
      Ranges.check("steps between checkpoints", every, 1, Long.MAX_VALUE);
      Ranges.check("checkpoints to keep", last, 1, 1000);
      Ranges.check("steps between samples", samplesEvery, 1, Long.MAX_VALUE);
    }
  }

  public TrainingSettings {
    Ranges.check("steps", steps, 1, Long.MAX_VALUE);
    Ranges.check("batch size", batchSize, 1, 4096);
    Ranges.check("accumulation", accumulation, 1, 4096);
    Ranges.check("workers", workers, 1, Math.min(64, batchSize));
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(optimizer, "optimizer");
    emaDecay.ifPresent(decay -> Ranges.check("EMA decay", decay, 0, 0.999999));
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(keeping, "keeping");
  }
}
