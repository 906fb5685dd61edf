// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;
import picocli.CommandLine.Option;
import studio.bonsai.engine.LearningRate;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.TrainingRequest.Pictures;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.TrainingSettings.Keeping;
import studio.bonsai.engine.TrainingSettings.Noise;
import studio.bonsai.engine.TrainingSettings.Optimizer;

/** The options that all kinds of training share; their defaults are the paper's. */
final class LearningOptions {
  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Side of the squares to learn from (default: the model's own).")
  private Integer size;

  @Option(names = "--random-crop", description = "Cut anywhere instead of the middle.")
  private boolean randomCrop;

  @Option(
      names = "--no-flip",
      negatable = false,
      description = "Do not mirror half of the pictures.")
  private boolean noFlip;

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      description =
          "Keep latents there, and captions as a text encoder reads them that does not learn: each"
              + " is encoded but once, and the losses stay the same.")
  private Path cache;

  @Option(names = "--steps", paramLabel = "N", description = "How often the weights are changed.")
  Long steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Pictures at once (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      defaultValue = "1",
      description = "Batches a step (default: ${DEFAULT-VALUE}).")
  private int accumulate;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads that share a batch: for small models faster than threads inside an operation"
              + " (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "The highest learning rate (default: 5e-5; of dreambooth 1e-6, of a LoRA 1e-4).")
  private Double rate;

  @Option(
      names = "--schedule",
      paramLabel = "SHAPE",
      defaultValue = "constant",
      description = "constant, linear or cosine (default: ${DEFAULT-VALUE}).")
  private LearningRate.Shape shape;

  @Option(
      names = "--warmup",
      paramLabel = "STEPS",
      defaultValue = "0",
      description = "Steps from 0 to the highest rate.")
  private long warmup;

  @Option(
      names = "--hold",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the steps before a cosine or a line begins to fall, as 0.55.")
  private double hold;

  @Option(
      names = "--floor",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the rate that a cosine falls to, as 0.05.")
  private double floor;

  @Option(
      names = "--beta2",
      paramLabel = "BETA",
      defaultValue = "0.999",
      description = "AdamW's memory of squares (default: ${DEFAULT-VALUE}).")
  private double beta2;

  @Option(
      names = "--weight-decay",
      paramLabel = "DECAY",
      defaultValue = "0.01",
      description = "AdamW's (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      defaultValue = "1",
      description = "The longest gradient (default: ${DEFAULT-VALUE}).")
  private double clip;

  @Option(
      names = "--ema",
      paramLabel = "DECAY",
      description = "Average the weights, as 0.9999; the average becomes the model.")
  private Double ema;

  @Option(
      names = "--min-snr",
      paramLabel = "GAMMA",
      description = "Weight the timesteps by their signal, as 5.")
  private Double minSnr;

  @Option(
      names = "--noise-offset",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "For very dark and very light pictures, as 0.05.")
  private double noiseOffset;

  @Option(
      names = "--text-dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of captions left out, as 0.1: for guidance.")
  private double textDropout;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "float32",
      description = "float16 for activations on a GPU (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--gradient-checkpointing",
      description = "Compute each layer again for its gradients: less memory, more time.")
  private boolean gradientCheckpointing;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      defaultValue = "500",
      description = "How often the run is saved (default: ${DEFAULT-VALUE}).")
  private long every;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "2",
      description = "Checkpoints that stay, the newest (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Option(
      names = "--sample-every",
      paramLabel = "STEPS",
      defaultValue = "500",
      description = "How often samples are drawn (default: ${DEFAULT-VALUE}).")
  private long sampleEvery;

  @Option(
      names = "--sample",
      paramLabel = "PROMPT",
      description = "Draw this while learning; may be given often.")
  private List<String> samples = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Of everything that is random (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * @param usual side of the squares where none is given
   */
  Pictures pictures(Path data, IntSupplier usual) {
    int side = size == null ? usual.getAsInt() : size;
    return new Pictures(data, side, randomCrop, !noFlip, Optional.ofNullable(cache));
  }

  List<String> samplePrompts() {
    return samples;
  }

  /**
   * @param usualRate of learning where none is given
   */
  TrainingSettings settings(double usualRate) {
    return new TrainingSettings(
        steps,
        batch,
        accumulate,
        workers,
        new LearningRate(shape, rate == null ? usualRate : rate, warmup, hold, floor),
        new Optimizer(0.9, beta2, weightDecay, 1e-8, OptionalDouble.of(clip)),
        optional(ema),
        new Noise(optional(minSnr), noiseOffset, textDropout),
        gradientCheckpointing,
        precision,
        new Keeping(every, keep, sampleEvery),
        seed);
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
