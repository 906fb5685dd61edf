// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.weights.Safetensors;
import studio.bonsai.engine.weights.TensorFile;

/** Files that peft and diffusers wrote, and what they draw with them: src/reference/lora.py. */
class MergedModelTest {
  private static final double STRENGTH = 0.8;
  private static final String QUERY = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q";

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);

  @TempDir Path folder;

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  private MergedModel merged(String variant, Lora... loras) {
    SmallModel model = new SmallModel(manager, variant);
    return new MergedModel(model, List.of(loras), kernels, manager, true);
  }

  private static Path fixture(String name) {
    return ReferenceTensors.path("lora/" + name + ".safetensors");
  }

  private NDArray drawn(MergedModel model, ReferenceTensors numbers) {
    return SmallModel.unet(model, manager, kernels)
        .forward(numbers.get("latent"), numbers.get("timestep"), numbers.get("text_in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"diffusers", "diffusers-old", "kohya"})
  void filesOfEveryNamingAreWhatDiffusersMakesOfThem(String name) {
    MergedModel model = merged("base", Lora.of(fixture(name), STRENGTH));
    try (ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/" + name + "-out")) {
      ReferenceTensors.assertClose(numbers.get("unet"), drawn(model, numbers), 1e-5);
      NDArray text = SmallModel.text(model, manager, kernels).encode(numbers.get("ids"), 1);
      ReferenceTensors.assertClose(numbers.get("text"), text, 1e-5);
    }
  }

  @Test
  void namesOfCompVisFindTheirLayers() {
    MergedModel model = merged("sd", Lora.of(fixture("ldm"), STRENGTH));
    try (ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/ldm-out")) {
      ReferenceTensors.assertClose(numbers.get("unet"), drawn(model, numbers), 1e-5);
    }
  }

  @Test
  void twoHalvesAreAWhole() {
    Lora half = Lora.of(fixture("kohya"), STRENGTH / 2);
    try (ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/kohya-out")) {
      NDArray said = drawn(merged("base", half, half), numbers);
      ReferenceTensors.assertClose(numbers.get("unet"), said, 1e-5);
    }
  }

  @Test
  void mergedWeightsKeepTheModelsTypeWhereThatIsAskedFor() {
    SmallModel base = new SmallModel(manager, "base");
    Lora lora = Lora.of(fixture("kohya"), 1);
    MergedModel model = new MergedModel(base, List.of(lora), kernels, manager, false);
    try (TensorFile file = model.weights("unet")) {
      NDArray weight = file.read(manager, QUERY + ".weight");
      assertEquals(DataType.FLOAT16, weight.getDataType());
      assertEquals(DataType.FLOAT16, file.entries().get(QUERY + ".weight").dtype());
    }
  }

  private String complaint(String variant, Map<String, NDArray> tensors) {
    Path file = folder.resolve("wrong.safetensors");
    Safetensors.write(file, tensors, Map.of());
    return complaint(variant, file);
  }

  private String complaint(String variant, Path file) {
    Lora lora = Lora.of(file, 1);
    return assertThrows(EngineException.class, () -> merged(variant, lora)).getMessage();
  }

  private NDArray ones(long... shape) {
    return manager.ones(new Shape(shape));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Map<String, NDArray> tensors = new TreeMap<>();
    tensors.put("unet." + QUERY + ".lora_A.weight", ones(2, 9));
    tensors.put("unet." + QUERY + ".lora_B.weight", ones(8, 2));
    tensors.put("unet." + QUERY.replace("to_q", "to_v") + ".lora_A.weight", ones(2, 8));
    tensors.put("unet.nowhere.lora_A.weight", ones(2, 8));
    String said = complaint("base", tensors);
    assertTrue(said.contains("wrong.safetensors was made for a model of another"), said);
    assertTrue(said.contains("1 layers that the model has not:\n  unet.nowhere.lora_A"), said);
    assertTrue(said.contains("1 missing:\n  up of unet.down_blocks.0"), said);
    assertTrue(said.contains("to_q.lora_A.weight is (2, 9)"), said);
  }

  @Test
  void aLoraForOtherBlocksIsRefused() {
    String said = complaint("tiny", fixture("kohya"));
    assertTrue(said.contains("of another architecture"), said);
    assertTrue(said.contains("lora_unet_mid_block_attentions_0"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight=Stable Diffusion XL",
        "transformer.transformer_blocks.0.attn.to_q.lora_A.weight=transformer",
        "lora_unet_mid_block_attentions_0_proj_in.hada_w1_a=LoHa",
        "lora_unet_mid_block_attentions_0_proj_in.dora_scale=DoRA",
        "something=no LoRA that Bonsai knows"
      })
  void whatIsKnownBySightIsCalledByItsName(String key, String name) {
    String said = complaint("base", Map.of(key, ones(2, 2)));
    assertTrue(said.contains(name), said);
  }

  @Test
  void aFileThatChangedMeanwhileIsRefused() throws IOException {
    Path copy = Files.copy(fixture("kohya"), folder.resolve("a.safetensors"));
    Lora before = Lora.of(copy, 1);
    Files.write(copy, new byte[] {0}, StandardOpenOption.APPEND);
    String said = assertThrows(EngineException.class, () -> merged("base", before)).getMessage();
    assertTrue(said.contains("a.safetensors has changed"), said);
  }

  @Test
  void whatIsWrittenHasKohyasNamesAndReadsAsItWasLearnt() {
    SmallModel base = new SmallModel(manager, "base");
    LoraLayers layers = LoraProof.layers(base, manager, kernels);
    Path file = folder.resolve("own.safetensors");
    layers.write(file, layers.weights().all(), Map.of(), DataType.FLOAT32);
    try (Safetensors own = Safetensors.open(file);
        Safetensors reference = Safetensors.open(fixture("kohya"));
        ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/kohya-out");
        Leaves leaves = new Leaves(layers.weights())) {
      assertTrue(reference.entries().keySet().containsAll(own.entries().keySet()));
      assertEquals(
          unetKeys(reference), unetKeys(own), "every layer of the U-Net under the same names");
      NDArray learnt =
          LoraProof.unet(base, layers.changed(leaves, kernels, manager).at("unet"), kernels)
              .forward(numbers.get("latent"), numbers.get("timestep"), numbers.get("text_in"));
      ReferenceTensors.assertClose(learnt, drawn(merged("base", Lora.of(file, 1)), numbers), 1e-5);
    }
  }

  private static List<String> unetKeys(Safetensors file) {
    return file.entries().keySet().stream()
        .filter(k -> k.startsWith("lora_unet_"))
        .sorted()
        .toList();
  }

  @Test
  void aLayerIsNamedByTheEndOfItsName() {
    Layers layers = new Layers(1, 1, List.of("to_out.0"));
    assertTrue(layers.has("a.attn1.to_out.0"));
    assertTrue(!layers.has("a.attn1.to_out.1") && !layers.has("a.not_to_out.0"));
  }
}
