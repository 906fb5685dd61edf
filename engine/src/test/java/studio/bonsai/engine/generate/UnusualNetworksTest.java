// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.ModelFolders;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ModelFolder;

/** Against diffusers' pipelines of U-Nets with more inputs than a latent, a time and a text. */
class UnusualNetworksTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());

  @TempDir Path temporary;

  @AfterEach
  void close() {
    manager.close();
  }

  private DiffusionModel model(Consumer<ObjectNode> change, long seed) {
    Path folder = ModelFolders.copyOfEmbedded(temporary.resolve("model"));
    ModelFolders.drawUNet(folder, change, seed);
    return new DiffusionModel(ModelFolder.open(folder), Compute.cpu(), manager);
  }

  private DiffusionModel inpaintingModel() {
    return model(config -> config.put("in_channels", 9), 11);
  }

  private static GenerationRequestBuilder redApple() {
    return GenerationRequest.builder("a red apple").negativePrompt("blue").steps(6).seed(7);
  }

  @ParameterizedTest
  @CsvSource({"nine-full, ddim, 1.0", "nine-part, euler-a, 0.7"})
  void aNetworkOfNineChannelsTakesDiffusersPath(String fixture, String sampler, double strength) {
    try (DiffusionModel model = inpaintingModel()) {
      GenerationRequestBuilder request =
          redApple().sampler(sampler).start(RedApple.start(strength)).mask(RedApple.mask(0));
      assertSamePath(fixture, model, request);
    }
  }

  @Test
  void aNetworkOfNineChannelsWantsAMask() {
    try (DiffusionModel model = inpaintingModel()) {
      PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);
      GenerationRequest unmasked = resolved(model, redApple().start(RedApple.start(0.5)));
      Exception refusal = assertThrows(IllegalArgumentException.class, () -> maker.check(unmasked));
      assertTrue(refusal.getMessage().contains("mask"), refusal.getMessage());
      maker.check(resolved(model, redApple().start(RedApple.start(0.5)).mask(RedApple.mask(0))));
    }
  }

  @Test
  void aLatentConsistencyModelTakesDiffusersPath() {
    try (DiffusionModel model = model(config -> config.put("time_cond_proj_dim", 32), 12)) {
      assertSamePath("consistency", model, redApple().sampler("lcm").guidanceScale(8.5).steps(4));
    }
  }

  private static GenerationRequest resolved(
      DiffusionModel model, GenerationRequestBuilder request) {
    return request.build().resolve(model.info().defaults(), () -> 0);
  }

  private static void assertSamePath(
      String fixture, DiffusionModel model, GenerationRequestBuilder request) {
    RedApple.assertDiffusersPath(model, fixture, resolved(model, request), 1e-4);
  }
}
