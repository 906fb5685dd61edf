// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * One run from noise to a latent. The caller owns the loop: for each index {@link #scaleInput}, the
 * network at {@link #timestep}, {@link #step}. A run begins at index 0 or, from a picture, at
 * {@link #startIndex}; indices then follow one another. Between steps a sampler keeps a few arrays
 * of its own, which {@link #close} frees.
 */
public abstract sealed class Sampler implements AutoCloseable
    permits PndmSampler, DdimSampler, LcmSampler, SigmaSampler {
  private final SamplerSettings settings;
  private final int steps;
  private final double[] timesteps;
  private int next = -1;

  Sampler(SamplerSettings settings, int steps, double... timesteps) {
    this.settings = settings;
    this.steps = steps;
    this.timesteps = timesteps;
  }

  /** The sampler of that type with the options that the model's configuration says. */
  public static Sampler create(SamplerType type, SchedulerConfig config, int steps) {
    return create(type, config, steps, SamplerOptions.defaults());
  }

  /**
   * @param steps 1 to the number of timesteps of the training; what the user asks for, while {@link
   *     #calls} is what it costs
   * @throws IllegalArgumentException if the sampler cannot do what is asked for
   * @throws studio.bonsai.engine.EngineException if the configuration is wrong
   */
  public static Sampler create(
      SamplerType type, SchedulerConfig config, int steps, SamplerOptions options) {
    checkOptions(type, options);
    SchedulerConfig chosen =
        options.karras().map(on -> config.with("use_karras_sigmas", on)).orElse(config);
    SamplerSettings settings = chosen.settings(type);
    int most = settings.betas().trainTimesteps();
    if (steps < 1 || steps > most) {
      throw new IllegalArgumentException("steps must be 1 to " + most + ", got " + steps);
    }
    NoiseSchedule schedule = new NoiseSchedule(settings.betas());
    return switch (type) {
      case PNDM -> new PndmSampler(settings, schedule, steps);
      case DDIM -> new DdimSampler(settings, schedule, steps, options.eta());
      case EULER -> new EulerSampler(settings, schedule, steps);
      case EULER_ANCESTRAL -> new EulerAncestralSampler(settings, schedule, steps);
      case HEUN -> new HeunSampler(settings, schedule, steps);
      case DPMPP_2M, DPMPP_2M_SDE -> new DpmSolverSampler(settings, schedule, steps);
      case UNIPC -> new UniPcSampler(settings, schedule, steps);
      case LCM -> new LcmSampler(settings, schedule, steps);
    };
  }

  private static void checkOptions(SamplerType type, SamplerOptions options) {
    if (options.karras().orElse(false) && !type.supportsKarras()) {
      throw new IllegalArgumentException(
          "the sampler " + type.cliName() + " has no Karras sigmas; turn them off (--no-karras)");
    }
    if (options.eta() > 0 && !type.supportsEta()) {
      throw new IllegalArgumentException(
          "eta belongs to the sampler ddim, not to " + type.cliName() + "; set it to 0 (--eta 0)");
    }
  }

  /** How often the network is called from index 0: steps, or more (PNDM, Heun). */
  public final int calls() {
    return timesteps.length;
  }

  /** What the network is told at an index; whole numbers for most samplers. */
  public final double timestep(int index) {
    return timesteps[index];
  }

  /** All timesteps, descending save for repetitions. */
  public final double[] timesteps() {
    return timesteps.clone();
  }

  /** What standard normal noise is multiplied with to be the latent of index 0. */
  public double initNoiseSigma() {
    return 1;
  }

  /**
   * Where a run from a picture begins.
   *
   * @param strength 0 (the picture stays) to 1 (index 0)
   * @return {@link #calls} if nothing is left to do
   */
  public final int startIndex(double strength) {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be 0 to 1, got " + strength);
    }
    int kept = Math.min((int) (steps * strength), steps);
    // PNDM makes a call more than steps, which would be left over.
    return kept == 0 ? calls() : Math.min(indexOf(steps - kept), calls());
  }

  /** Index of the first network call of a step. */
  int indexOf(int step) {
    return step;
  }

  /**
   * The latent as the network wants it.
   *
   * @param latent [B, C, H, W]
   * @return [B, C, H, W], a new array owned by the same manager
   */
  public NDArray scaleInput(NDArray latent, int index) {
    return latent.duplicate();
  }

  /**
   * A clean latent as noisy as the latent of a run is before the step of an index.
   *
   * @param original [B, C, H, W]
   * @param noise [B, C, H, W], standard normal
   * @return [B, C, H, W], owned by the manager of the original
   */
  public abstract NDArray addNoise(NDArray original, NDArray noise, int index);

  /**
   * Makes one step.
   *
   * @param index the first index of the run, then one more each time
   * @param prediction [B, C, H, W], what the network said, in any floating point type
   * @param latent [B, C, H, W], float32, unscaled
   * @param noise asked only by samplers that draw
   */
  public final Step step(int index, NDArray prediction, NDArray latent, NoiseSource noise) {
    checkTurn(index);
    NDManager owner = latent.getManager();
    try (NDManager scope = owner.newSubManager()) {
      Scope.lend(latent, scope);
      Scope.lend(prediction, scope);
      histories().forEach(history -> history.lend(scope));
      NDArray output = prediction.toType(DataType.FLOAT32, false);
      Step made = advance(index, output, latent, noise);
      made.latent().attach(owner);
      made.original().attach(owner);
      return made;
    }
  }

  private void checkTurn(int index) {
    if (index < 0 || index >= calls() || (next >= 0 && index != next)) {
      throw new IllegalArgumentException(
          "the next step is "
              + (next < 0 ? "any below " + calls() : next + " of " + calls())
              + ", got "
              + index);
    }
    next = index + 1;
  }

  /**
   * The sampler's own formula. Everything made here ends with the step, save what is returned and
   * what goes into a {@link History}; the two arrays returned are new and differ.
   */
  abstract Step advance(int index, NDArray output, NDArray latent, NoiseSource noise);

  /** What is kept from step to step. */
  abstract List<History> histories();

  @Override
  public final void close() {
    histories().forEach(History::close);
  }

  /** Some samplers have no form for every kind of prediction. */
  final void checkPrediction(PredictionType impossible) {
    if (settings.prediction() == impossible) {
      throw new IllegalArgumentException(
          "the sampler "
              + settings.type().cliName()
              + " cannot use a model of prediction_type "
              + impossible.json()
              + "; choose another sampler, ddim for one");
    }
  }

  /** A sampler that looks its timesteps up in the training's schedule cannot go beyond it. */
  final void checkTimesteps(NoiseSchedule schedule) {
    if (trained(0) >= schedule.length()) {
      throw new IllegalArgumentException(
          steps
              + " steps with steps_offset "
              + settings.stepsOffset()
              + " begin after the training's last timestep "
              + (schedule.length() - 1)
              + "; use fewer steps");
    }
    if (schedule.alphaCumprod(trained(0)) == 0 && settings.prediction() == PredictionType.EPSILON) {
      throw new IllegalArgumentException(
          "a model of prediction_type epsilon cannot begin at pure noise, to which"
              + " rescale_betas_zero_snr leads the sampler "
              + settings.type().cliName()
              + "; choose another sampler, euler for one");
    }
  }

  final SamplerSettings settings() {
    return settings;
  }

  final int steps() {
    return steps;
  }

  /** The cumulative alpha at which a step ends; the last one may end before timestep 0. */
  final float alphaTo(NoiseSchedule schedule, int timestep) {
    if (timestep >= 0) {
      return schedule.alphaCumprod(timestep);
    }
    return settings.alphaOneAtEnd() ? 1 : schedule.alphaCumprod(0);
  }

  /** The timestep as a place in the training's schedule. */
  final int trained(int index) {
    return (int) timesteps[index];
  }
}
