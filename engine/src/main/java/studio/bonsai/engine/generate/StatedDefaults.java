// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import java.util.Arrays;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.sampling.SamplerType;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.weights.ModelFiles;

/** How a model likes to be used, as far as its files say. */
final class StatedDefaults {
  private StatedDefaults() {}

  static ModelDefaults of(
      ModelFiles files, UNetConfig unet, AutoencoderConfig autoencoder, SchedulerConfig scheduler) {
    SamplerType own = scheduler.sampler();
    ModelDefaults stated =
        ModelDefaults.stableDiffusion(
                trainedSize(files, unet, autoencoder), own.cliName(), isKarras(scheduler))
            .overriddenBy(files.path());
    if (!samplers().contains(stated.sampler())) {
      throw new EngineException(
          files.path().resolve(ModelDefaults.FILE)
              + ": there is no sampler "
              + stated.sampler()
              + "; known are "
              + String.join(", ", samplers())
              + ".");
    }
    return stated;
  }

  /** The short names of all samplers: every model can be drawn with any. */
  static List<String> samplers() {
    return Arrays.stream(SamplerType.values()).map(SamplerType::cliName).toList();
  }

  /** The size that the U-Net was trained for. */
  static ImageSize trainedSize(ModelFiles files, UNetConfig unet, AutoencoderConfig autoencoder) {
    long side = (long) unet.sampleSize() * autoencoder.factor();
    try {
      return new ImageSize(Math.toIntExact(side), Math.toIntExact(side));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new EngineException(
          "The config of unet in "
              + files.path()
              + ": sample_size "
              + unet.sampleSize()
              + " would make pictures of "
              + side
              + " pixels a side; correct it, or download the model again.",
          e);
    }
  }

  private static boolean isKarras(SchedulerConfig scheduler) {
    return scheduler.sampler().supportsKarras()
        && scheduler.toJson().path("use_karras_sigmas").asBoolean(false);
  }
}
