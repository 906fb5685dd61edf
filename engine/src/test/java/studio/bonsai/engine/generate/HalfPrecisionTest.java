// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Likeness;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.ModelFolders;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.sampling.SamplerType;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Safetensors;
import studio.bonsai.engine.weights.SafetensorsWriter;

/** What a GPU computes in, on the CPU: float16 must draw what float32 draws. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfPrecisionTest {
  private static final Compute HALF = new Compute(Device.cpu(), DataType.FLOAT16);
  private static final double ALIKE = 30;
  private static final String DECODER_BEGIN = "decoder.conv_in.weight";

  @TempDir Path temporary;
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final DiffusionModel full = open(EmbeddedModel.folder(), Compute.cpu());
  private final DiffusionModel half = open(EmbeddedModel.folder(), HALF);

  private DiffusionModel open(Path folder, Compute compute) {
    return new DiffusionModel(ModelFolder.open(folder), compute, manager);
  }

  @AfterAll
  void close() {
    half.close();
    full.close();
    manager.close();
  }

  private static GenerationRequestBuilder redApple() {
    return RedApple.request().prompt("a (red:1.3) apple").size(new ImageSize(32, 32)).steps(4);
  }

  private static Pixels draw(DiffusionModel model, GenerationRequest request) {
    return draw(new PictureMaker(model, MemoryMode.BALANCED, true), request);
  }

  private static Pixels draw(PictureMaker maker, GenerationRequest request) {
    BatchListener looker =
        new BatchListener() {
          @Override
          public void onPhase(String name) {}

          @Override
          public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {
            preview.ifPresent(p -> assertTrue(p.get().width() > 0));
          }
        };
    return maker.make(List.of(request), looker, CancelToken.none()).get(0);
  }

  private void assertDrawnAlike(GenerationRequestBuilder request) {
    double likeness = psnr(draw(full, request.build()), draw(half, request.build()));
    assertTrue(likeness > ALIKE, "PSNR is " + likeness + " dB");
  }

  /** Peak signal to noise ratio in dB; equal pictures have an infinite one. */
  private static double psnr(Pixels one, Pixels other) {
    return Likeness.of(one.rgb(), other).decibels();
  }

  @ParameterizedTest
  @EnumSource(SamplerType.class)
  void everySamplerDrawsAlike(SamplerType sampler) {
    assertDrawnAlike(redApple().sampler(sampler.cliName()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "dpm++2m", "dpm++2m-sde"})
  void karrasNoiseLevelsDrawAlike(String sampler) {
    assertDrawnAlike(redApple().sampler(sampler).karras(true));
  }

  @Test
  void freshNoiseAndRescaledGuidanceDrawAlike() {
    assertDrawnAlike(redApple().eta(0.8).guidanceRescale(0.7).guidanceScale(5));
  }

  @Test
  void otherSizesDrawAlike() {
    assertDrawnAlike(redApple().size(new ImageSize(48, 24)));
  }

  @Test
  void imageToImageDrawsAlike() {
    assertDrawnAlike(redApple().start(RedApple.start(0.6)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.7})
  void inpaintingDrawsAlike(double strength) {
    assertDrawnAlike(redApple().start(RedApple.start(strength)).mask(RedApple.mask(4)));
  }

  @Test
  void lowMemoryDrawsTheSameHalves() {
    GenerationRequest request = redApple().steps(2).build();
    assertEquals(draw(half, request), draw(new PictureMaker(half, MemoryMode.LOW, false), request));
  }

  @Test
  void everyNetworkComputesInHalves() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray text = half.text().get().encode(scope, "a red apple", 1, CancelToken.none());
      assertEquals(DataType.FLOAT16, text.getDataType());
      NDArray latent = scope.zeros(new Shape(1, 4, 16, 16), DataType.FLOAT16);
      NDArray time = scope.full(new Shape(1), 500f);
      assertEquals(DataType.FLOAT16, half.unet().get().forward(latent, time, text).getDataType());
      assertEquals(
          DataType.FLOAT16,
          half.autoencoder().decode(latent.toType(DataType.FLOAT32, false)).getDataType());
    }
  }

  @Test
  void tilesDecodeAlike() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray latent = scope.randomNormal(new Shape(1, 4, 24, 16));
      NDArray exact = full.autoencoder().decodeTiled(latent, 8);
      NDArray halves = half.autoencoder().decodeTiled(latent, 8);
      ReferenceTensors.assertClose(exact, halves.toType(DataType.FLOAT32, false), 1e-2);
    }
  }

  @Test
  void anAutoencoderThatOverflowsIsTakenInFloat32() throws IOException {
    Path loud = withLoudDecoder(2e4f);
    try (DiffusionModel exact = open(loud, Compute.cpu());
        DiffusionModel narrow = open(loud, HALF)) {
      GenerationRequest request = redApple().build();
      double likeness = psnr(draw(exact, request), draw(narrow, request));
      assertTrue(likeness > ALIKE, "PSNR is " + likeness + " dB");
      try (NDManager scope = manager.newSubManager()) {
        NDArray latent = scope.randomNormal(new Shape(1, 4, 8, 8));
        assertEquals(DataType.FLOAT32, narrow.autoencoder().decode(latent).getDataType());
      }
    }
  }

  @Test
  void anAutoencoderThatOverflowedCountsInFloat32() throws IOException {
    try (DiffusionModel narrow = open(withLoudDecoder(2e4f), HALF)) {
      PictureMaker maker = new PictureMaker(narrow, MemoryMode.BALANCED, false);
      GenerationRequest request = redApple().steps(1).build();
      long before = maker.estimate(request).decoding();
      draw(maker, request);
      narrow.unet().release();
      assertEquals(4 * narrow.weights().autoencoder(), narrow.loadedBytes());
      assertEquals(2 * before, maker.estimate(request).decoding());
    }
  }

  @Test
  void aLatentThatIsNoNumberIsSaid() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray latent = scope.full(new Shape(1, 4, 8, 8), Float.NaN);
      String message =
          assertThrows(EngineException.class, () -> half.autoencoder().decode(latent)).getMessage();
      assertTrue(message.contains("--dtype float32"), message);
    }
  }

  /** The embedded model with a decoder whose first activations are too large for float16. */
  private Path withLoudDecoder(float factor) throws IOException {
    Path copy = ModelFolders.copyOfEmbedded(temporary.resolve("loud"));
    String weights = "vae/diffusion_pytorch_model.safetensors";
    try (NDManager scope = manager.newSubManager();
        Safetensors original = Safetensors.open(EmbeddedModel.folder().resolve(weights))) {
      SafetensorsWriter writer = new SafetensorsWriter(Map.of());
      for (String name : original.entries().keySet()) {
        NDArray tensor = original.read(scope, name);
        writer.add(name, name.equals(DECODER_BEGIN) ? tensor.mul(factor) : tensor);
      }
      writer.write(copy.resolve(weights));
    }
    return copy;
  }
}
