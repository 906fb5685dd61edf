// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Variation;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.picture.PictureReader;
import studio.bonsai.engine.weights.ModelFiles;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.PatchedModel;
import studio.bonsai.engine.weights.Replacement;

/** Against whole trajectories of diffusers' pipelines on the embedded model. */
class PictureMakerTest {
  private static final BatchListener DEAF =
      new BatchListener() {
        @Override
        public void onPhase(String name) {}

        @Override
        public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {}
      };

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final DiffusionModel model =
      new DiffusionModel(ModelFolder.open(EmbeddedModel.folder()), Compute.cpu(), manager);
  private final PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);

  @AfterEach
  void close() {
    model.close();
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"text-ddim, ddim", "text-pndm, pndm", "text-euler-a, euler-a"})
  void textToImageTakesDiffusersPath(String fixture, String sampler) {
    assertSamePath(fixture, RedApple.request().sampler(sampler));
  }

  @Test
  void rescaledGuidanceTakesDiffusersPath() {
    assertSamePath("text-rescaled", RedApple.request().guidanceRescale(0.7));
  }

  @Test
  void withoutGuidanceTheNegativePromptHasNoSay() {
    assertSamePath("text-unguided", RedApple.request().guidanceScale(1));
  }

  @Test
  void otherSizesTakeDiffusersPath() {
    assertSamePath("text-wide", RedApple.request().size(new ImageSize(96, 48)));
  }

  @ParameterizedTest
  @CsvSource({"image-ddim, ddim, 0.6", "image-euler-a, euler-a, 0.75", "image-dpm, dpm++2m, 0.5"})
  void imageToImageTakesDiffusersPath(String fixture, String sampler, double strength) {
    assertSamePath(fixture, RedApple.request().sampler(sampler).start(RedApple.start(strength)));
  }

  @ParameterizedTest
  @CsvSource({"inpaint-full, ddim, 1.0", "inpaint-part, euler-a, 0.7"})
  void inpaintingTakesDiffusersPath(String fixture, String sampler, double strength) {
    assertSamePath(
        fixture,
        RedApple.request().sampler(sampler).start(RedApple.start(strength)).mask(RedApple.mask(0)));
  }

  /** Stable Diffusion's own way with PNDM; the embedded model's scheduler does not ask for it. */
  @ParameterizedTest
  @CsvSource({"image-plms, 0.6, false", "inpaint-plms, 0.7, true"})
  void withoutRungeKuttaStepsPndmTakesDiffusersPath(
      String fixture, double strength, boolean masked) {
    ModelFiles files = ModelFolder.open(EmbeddedModel.folder());
    ObjectNode scheduler = files.config("scheduler").put("skip_prk_steps", true);
    Replacement skipping =
        new Replacement(
            scheduler,
            () -> {
              throw new AssertionError("a scheduler has no weights");
            });
    GenerationRequestBuilder request =
        RedApple.request().sampler("pndm").start(RedApple.start(strength));
    if (masked) {
      request.mask(RedApple.mask(0));
    }
    ModelFiles patched = new PatchedModel(files, Map.of("scheduler", skipping));
    try (DiffusionModel plms = new DiffusionModel(patched, Compute.cpu(), manager)) {
      RedApple.assertDiffusersPath(plms, fixture, request.build(), 2e-4);
    }
  }

  private void assertSamePath(String fixture, GenerationRequestBuilder request) {
    RedApple.assertDiffusersPath(model, fixture, request.build(), 2e-4);
  }

  private List<Pixels> make(GenerationRequest... pictures) {
    return maker.make(List.of(pictures), DEAF, CancelToken.none());
  }

  @Test
  void whatTheMaskKeepsIsTheOldPicture() {
    GenerationRequest request =
        RedApple.request().start(RedApple.start(1)).mask(RedApple.mask(0)).build();
    Pixels made = make(request).get(0);
    Pixels old = PictureReader.read(request.start().get().image(), new ImageSize(64, 64));
    assertEquals(old.colour(2, 2), made.colour(2, 2));
    assertEquals(old.colour(31, 30), made.colour(31, 30));
    assertTrue(old.colour(40, 30) != made.colour(40, 30));
  }

  @Test
  void strengthZeroTakesNoStep() {
    GenerationRequest request = RedApple.request().start(RedApple.start(0)).build();
    BatchListener strict =
        new BatchListener() {
          @Override
          public void onPhase(String name) {}

          @Override
          public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {
            throw new AssertionError("step " + done + " of " + total);
          }
        };
    assertEquals(64, maker.make(List.of(request), strict, CancelToken.none()).get(0).width());
  }

  @Test
  void sameRequestSameBytes() {
    GenerationRequest request = RedApple.request().sampler("dpm++2m-sde").build();
    assertEquals(make(request), make(request));
  }

  @Test
  void aBatchDrawsEachPictureFromItsOwnSeed() {
    GenerationRequest first = RedApple.request().steps(4).build();
    GenerationRequest second = RedApple.request().steps(4).seed(8).build();
    List<Pixels> together = make(first, second);
    assertAlike(make(first).get(0), together.get(0));
    assertAlike(make(second).get(0), together.get(1));
  }

  @Test
  void aBatchFromOnePictureDrawsEachFromItsOwnSeed() {
    GenerationRequest first =
        RedApple.request().start(RedApple.start(0.5)).mask(RedApple.mask(0)).build();
    GenerationRequest second = first.toBuilder().seed(8).build();
    List<Pixels> together = make(first, second);
    assertAlike(make(first).get(0), together.get(0));
    assertAlike(make(second).get(0), together.get(1));
  }

  @Test
  void aStartPictureIsEncodedOnceForAllPicturesOfABatch() {
    GenerationRequest first = RedApple.request().start(RedApple.start(0.5)).build();
    Pixels source = PictureReader.read(first.start().get().image(), new ImageSize(64, 64));
    try (NDManager scope = manager.newSubManager();
        PictureNoise noise =
            new PictureNoise(scope, List.of(first, first.toBuilder().seed(8).build()))) {
      NDArray picture = PictureTensors.toTensor(scope, source);
      NDArray drawn = ImageToImage.encode(scope, noise, model.autoencoder(), picture);
      assertEquals(new Shape(2, 4, 16, 16), drawn.getShape());
      assertNotEquals(drawn.get(0), drawn.get(1));
    }
  }

  /** Another batch size may round differently, no more. */
  private static void assertAlike(Pixels one, Pixels other) {
    for (int i = 0; i < one.rgb().length; i++) {
      assertTrue(Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff)) <= 1, "at byte " + i);
    }
  }

  @Test
  void aVariationOfStrengthZeroIsThePictureItself() {
    GenerationRequest plain = RedApple.request().steps(3).build();
    GenerationRequest varied = RedApple.request().steps(3).variation(new Variation(99, 0)).build();
    assertAlike(make(plain).get(0), make(varied).get(0));
  }

  @Test
  void aVariationOfStrengthOneIsTheOtherSeedsPicture() {
    GenerationRequest other = RedApple.request().steps(3).seed(99).build();
    GenerationRequest varied = RedApple.request().steps(3).variation(new Variation(99, 1)).build();
    assertAlike(make(other).get(0), make(varied).get(0));
  }

  @Test
  void lowMemoryDrawsTheSamePicture() {
    GenerationRequest request = RedApple.request().steps(3).build();
    PictureMaker low = new PictureMaker(model, MemoryMode.LOW, false);
    assertEquals(make(request), low.make(List.of(request), DEAF, CancelToken.none()));
  }

  @Test
  void cancelsBetweenSteps() {
    CancelToken cancel = new CancelToken();
    int[] steps = {0};
    BatchListener canceller =
        new BatchListener() {
          @Override
          public void onPhase(String name) {}

          @Override
          public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {
            steps[0]++;
            cancel.cancel();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> maker.make(List.of(RedApple.request().build()), canceller, cancel));
    assertEquals(1, steps[0]);
  }

  @Test
  void previewsLookLikeThePictureToCome() {
    Pixels[] last = new Pixels[1];
    BatchListener watcher =
        new BatchListener() {
          @Override
          public void onPhase(String name) {}

          @Override
          public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {
            last[0] = preview.orElseThrow().get();
          }
        };
    PictureMaker watched = new PictureMaker(model, MemoryMode.BALANCED, true);
    Pixels made =
        watched.make(List.of(RedApple.request().build()), watcher, CancelToken.none()).get(0);
    assertEquals(16, last[0].width());
    int apple = last[0].colour(8, 9);
    int real = made.colour(34, 38);
    for (int shift = 0; shift < 24; shift += 8) {
      assertEquals(real >> shift & 0xff, apple >> shift & 0xff, 70, "channel at bit " + shift);
    }
  }

  @Test
  void anUnknownSamplerIsSaidBeforeTheWork() {
    GenerationRequest request = RedApple.request().sampler("best").build();
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> maker.check(request))
            .getMessage()
            .contains("ddim"));
    assertEquals(OptionalLong.of(7), request.seed());
  }
}
