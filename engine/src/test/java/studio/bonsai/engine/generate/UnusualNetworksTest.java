// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.Likeness;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.ModelFolders;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.picture.PictureReader;
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

  private static StartImage start(double strength) {
    return new StartImage(SourceImage.of(ReferenceTensors.path("generate/start.png")), strength);
  }

  private static InpaintMask mask() {
    return new InpaintMask(SourceImage.of(ReferenceTensors.path("generate/mask.png")), 0);
  }

  @ParameterizedTest
  @CsvSource({"nine-full, ddim, 1.0", "nine-part, euler-a, 0.7"})
  void aNetworkOfNineChannelsTakesDiffusersPath(String fixture, String sampler, double strength) {
    try (DiffusionModel model = inpaintingModel()) {
      GenerationRequestBuilder request =
          redApple().sampler(sampler).start(start(strength)).mask(mask());
      assertSamePath(fixture, model, request);
    }
  }

  @Test
  void aNetworkOfNineChannelsWantsAMask() {
    try (DiffusionModel model = inpaintingModel()) {
      PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);
      GenerationRequest unmasked = resolved(model, redApple().start(start(0.5)));
      Exception refusal = assertThrows(IllegalArgumentException.class, () -> maker.check(unmasked));
      assertTrue(refusal.getMessage().contains("mask"), refusal.getMessage());
      maker.check(resolved(model, redApple().start(start(0.5)).mask(mask())));
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

  private void assertSamePath(
      String fixture, DiffusionModel model, GenerationRequestBuilder builder) {
    GenerationRequest request = resolved(model, builder);
    PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);
    try (NDManager scope = manager.newSubManager();
        ReferenceTensors reference = ReferenceTensors.open(scope, "generate/" + fixture)) {
      NDList latents = new NDList();
      Optional<Pixels> source =
          request.start().map(s -> PictureReader.read(s.image(), request.size().orElseThrow()));
      maker.latent(
          scope,
          List.of(request),
          source,
          phase -> {},
          (done, total, latent, original) -> latents.add(latent.duplicate()),
          CancelToken.none());
      ReferenceTensors.assertClose(reference.get("latents"), NDArrays.concat(latents), 1e-4);
      Pixels picture =
          new PictureDecoder(model, MemoryMode.BALANCED)
              .decode(latents.get(latents.size() - 1))
              .get(0);
      Likeness likeness = Likeness.of(reference.get("picture").toByteArray(), picture);
      assertTrue(likeness.largest() <= 1, likeness.toString());
    }
  }
}
