// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.MemoryEstimate;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.WeightLayout;
import studio.bonsai.engine.weights.ModelFolder;

class MemoryNeedTest {
  private static final ImageSize SMALL = new ImageSize(512, 512);
  private static final ImageSize LARGE = new ImageSize(2048, 2048);

  private final NDManager manager = LibTorch.newManager(Compute.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aPictureToStartFromIsEncodedWhole() {
    MemoryEstimate fromNoise = estimate(MemoryMode.LOW, RedApple.request().size(LARGE).build());
    MemoryEstimate fromPicture =
        estimate(MemoryMode.LOW, RedApple.request().size(LARGE).start(RedApple.start(0.5)).build());
    assertTrue(fromPicture.decoding() > 10 * fromNoise.decoding(), fromPicture.toString());
    assertTrue(fromPicture.denoising() > fromNoise.denoising(), "the autoencoder stays loaded");
  }

  @Test
  void fasterModesTakeMore() {
    GenerationRequest request = RedApple.request().size(SMALL).build();
    long low = estimate(MemoryMode.LOW, request).peak();
    long balanced = estimate(MemoryMode.BALANCED, request).peak();
    long fast = estimate(MemoryMode.FAST, request).peak();
    assertTrue(low < balanced && balanced < fast, low + ", " + balanced + ", " + fast);
  }

  @Test
  void longPromptsTakeMore() {
    long one = denoising(RedApple.request().build(), false);
    long ten = denoising(RedApple.request().prompt("sun ".repeat(750)).build(), false);
    long negative = denoising(RedApple.request().negativePrompt("sun ".repeat(750)).build(), false);
    assertEquals(ten, negative);
    // Guidance's two texts of width 128, with keys and values of 1136 channels in all layers.
    assertEquals(53L * 16 * 2 * Float.BYTES * (128 + 2 * 1136), ten - one);
  }

  @Test
  void previewsTakeTheAutoencoderBeside() {
    GenerationRequest request = RedApple.request().build();
    assertTrue(denoising(request, true) > denoising(request, false) + 680_000 * Float.BYTES);
  }

  private long denoising(GenerationRequest request, boolean previews) {
    return estimate(MemoryMode.LOW, request, previews).denoising();
  }

  private MemoryEstimate estimate(MemoryMode mode, GenerationRequest request) {
    return estimate(mode, request, false);
  }

  private MemoryEstimate estimate(MemoryMode mode, GenerationRequest request, boolean previews) {
    Path folder = Path.of(System.getProperty("bonsai.assets"), "models", "bonsai-emoji");
    WeightLayout layout =
        switch (mode) {
          case LOW -> WeightLayout.COMPACT;
          case BALANCED -> WeightLayout.BALANCED;
          case FAST -> WeightLayout.FAST;
        };
    try (DiffusionModel model =
        new DiffusionModel(ModelFolder.open(folder), Compute.cpu(), manager, layout)) {
      return new PictureMaker(model, mode, previews).estimate(request);
    }
  }
}
