// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.Safetensors;

/** Pictures of the embedded model with and without a LoRA. */
class LoraDrawingTest {
  private static final String LAYER =
      "lora_unet_up_blocks_1_attentions_0_transformer_blocks_0_attn2_to_v";

  @TempDir Path folder;

  private Lora lora(double strength) {
    Path file = folder.resolve("strong.safetensors");
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Safetensors unet =
            Safetensors.open(
                EmbeddedModel.folder().resolve("unet/diffusion_pytorch_model.safetensors"))) {
      Shape weight =
          unet.entries()
              .get("up_blocks.1.attentions.0.transformer_blocks.0.attn2.to_v.weight")
              .shape();
      Map<String, NDArray> tensors = new TreeMap<>();
      tensors.put(LAYER + ".lora_down.weight", manager.ones(new Shape(1, weight.get(1))));
      tensors.put(LAYER + ".lora_up.weight", manager.ones(new Shape(weight.get(0), 1)));
      Safetensors.write(file, tensors, Map.of());
    }
    return Lora.of(file, strength);
  }

  private static GenerationRequest request(Lora... loras) {
    return GenerationRequest.builder("a red apple")
        .size(new ImageSize(64, 64))
        .steps(2)
        .seed(1)
        .loras(List.of(loras))
        .build();
  }

  private static byte[] draw(Engine engine, GenerationRequest request) {
    return Drawing.pictures(engine, request).get(0).pixels().rgb();
  }

  @Test
  void aLoraChangesItsOwnPictureAndNoOther() {
    try (Engine engine = Engine.open(EmbeddedModel.folder(), EngineOptions.defaults())) {
      byte[] plain = draw(engine, request());
      byte[] changed = draw(engine, request(lora(1)));
      assertFalse(Arrays.equals(plain, changed));
      assertArrayEquals(plain, draw(engine, request()));
      assertArrayEquals(plain, draw(engine, request(lora(0))));
      assertArrayEquals(changed, draw(engine, request(lora(1))));
      assertFalse(Arrays.equals(changed, draw(engine, request(lora(0.5)))));
    }
  }

  @Test
  void aLoraThatDoesNotFitLeavesTheModelAsItIs() {
    Path other = ReferenceTensors.path("lora/kohya.safetensors");
    try (Engine engine = Engine.open(EmbeddedModel.folder(), EngineOptions.defaults())) {
      byte[] plain = draw(engine, request());
      GenerationRequest wrong = request(Lora.of(other, 1));
      assertThrows(EngineException.class, () -> draw(engine, wrong));
      assertArrayEquals(plain, draw(engine, request()));
    }
  }

  @Test
  void aMergedModelDrawsWhatTheModelDrawsWithTheLora() {
    Path exact = folder.resolve("exact");
    ConversionOptions options =
        new ConversionOptions(
            Optional.of(Precision.FLOAT32), Optional.empty(), false, note -> {}, bytes -> {});
    Engine.convert(EmbeddedModel.folder(), exact, options, CancelToken.none());
    Path merged = folder.resolve("merged");
    ModelMaker.merge(
        new MergeRequest(exact, List.of(lora(1)), merged, bytes -> {}), CancelToken.none());
    try (Engine with = Engine.open(EmbeddedModel.folder(), EngineOptions.defaults());
        Engine own = Engine.open(merged, EngineOptions.defaults())) {
      assertArrayEquals(draw(with, request(lora(1))), draw(own, request()));
    }
  }

  @Test
  void aMergeThatFailsLeavesNothing() {
    Path target = folder.resolve("merged");
    Lora wrong = Lora.of(ReferenceTensors.path("lora/kohya.safetensors"), 1);
    MergeRequest request =
        new MergeRequest(EmbeddedModel.folder(), List.of(wrong), target, bytes -> {});
    assertThrows(EngineException.class, () -> ModelMaker.merge(request, CancelToken.none()));
    assertFalse(Files.exists(target));
  }

  @Test
  void requestsAndPicturesRememberTheirLoras() {
    GenerationRequest request = request(lora(0.8));
    assertEquals(request, RequestJson.readRequest("it", RequestJson.write(request)));
    assertFalse(RequestJson.write(request()).contains("loras"));
    assertTrue(RequestJson.write(request).contains("\"strength\":0.8"));
  }

  @Test
  void aPromptNamesLorasAsTheWebUiDoes() {
    lora(1);
    LoraShelf shelf = new LoraShelf(folder);
    LoraShelf.Named named = shelf.take("a <lora:strong:0.8> red apple <lora:strong>");
    assertEquals("a red apple", named.prompt());
    assertEquals(List.of(0.8, 1.0), named.loras().stream().map(Lora::strength).toList());
    assertEquals("strong", named.loras().get(0).name());
    assertEquals("a <b> c", shelf.take("a <b> c").prompt());
    assertEquals(0.8, shelf.read("strong:0.8").strength());
    assertEquals(1, shelf.read("strong.safetensors").strength());
    String said = assertThrows(EngineException.class, () -> shelf.read("weak:0.8")).getMessage();
    assertTrue(said.contains("There is no LoRA 'weak'"), said);
  }
}
