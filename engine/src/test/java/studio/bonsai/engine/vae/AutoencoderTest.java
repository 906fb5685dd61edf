// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.weights.ParameterCount;

class AutoencoderTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);
  private final ReferenceTensors reference = ReferenceTensors.open(manager, "vae/small");
  private final Autoencoder autoencoder =
      new Autoencoder(
          AutoencoderConfig.read(reference.config(), "vae/config.json"),
          reference.weights(),
          kernels);

  @AfterEach
  void close() {
    reference.close();
    kernels.close();
    manager.close();
  }

  @Test
  void encodesToTheMean() {
    try (Posterior posterior = autoencoder.encode(reference.get("picture"))) {
      ReferenceTensors.assertClose(reference.get("mean"), posterior.mean(), 1e-5);
    }
  }

  @Test
  void drawsTheSampleThatDiffusersDraws() {
    try (Posterior posterior = autoencoder.encode(reference.get("picture"));
        RandomSource random = new RandomSource(manager, 4)) {
      NDArray noise = random.normal(manager, posterior.mean().getShape().getShape());
      ReferenceTensors.assertClose(reference.get("sample"), posterior.sample(noise), 1e-5);
    }
  }

  @Test
  void decodes() {
    NDArray decoded = autoencoder.decode(reference.get("latent"));
    ReferenceTensors.assertClose(reference.get("decoded"), decoded, 1e-5);
  }

  @Test
  void decodesALargePictureInTiles() {
    NDArray tiled = autoencoder.decodeTiled(reference.get("large"), 8);
    ReferenceTensors.assertClose(reference.get("large_tiled"), tiled, 1e-5);
  }

  @Test
  void aSingleTileIsThePlainPicture() {
    NDArray latent = reference.get("latent");
    ReferenceTensors.assertClose(
        autoencoder.decode(latent), autoencoder.decodeTiled(latent, 12), 1e-6);
  }

  @Test
  void stableDiffusionsHasItsParametersAndOperations() {
    ParameterCount count = new ParameterCount();
    Autoencoder full = new Autoencoder(AutoencoderConfig.stableDiffusion(), count, kernels);
    // diffusers: sum(p.numel() for p in AutoencoderKL.from_config(SD's config).parameters()).
    assertEquals(83_653_863, count.total());
    assertEquals(1240, full.decodeMacs(512, 512) / 1e9, 5);
  }
}
