// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;

/** Against the files of {@code src/reference/ldm_files.py}. */
class SingleFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = LibTorch.newManager(Compute.cpu());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Path unpacked(String variant, String name) throws IOException {
    return unpackedFile(variant + ".safetensors", name);
  }

  private Path unpackedFile(String fixture, String name) throws IOException {
    Path packed = ReferenceTensors.path("weights/ldm/" + fixture + ".gz");
    Path file = folder.resolve(name);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static JsonNode expected(String variant) throws IOException {
    Path packed = ReferenceTensors.path("weights/ldm/" + variant + ".json.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      return JSON.readTree(in);
    }
  }

  private ModelFolder convert(Path file, SingleFileOptions options) {
    return SingleFile.convert(
        file,
        folder.resolve("converted"),
        options,
        SingleFileTest::writeVocabulary,
        manager,
        Writing.unwatched());
  }

  private static void writeVocabulary(Path tokenizer) {
    try {
      Files.createDirectories(tokenizer);
      Files.writeString(tokenizer.resolve("vocab.json"), "{}");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sd1",
        "sd1_inpainting",
        "sd2",
        "base1",
        "small1",
        "tiny1",
        "base2",
        "small2",
        "tiny2",
        "base1_dense",
        "tiny1_dense",
        "tiny1_script"
      })
  void everyVariantComesOutTensorForTensor(String variant) throws IOException {
    JsonNode expected = expected(variant);
    SingleFileOptions options = SingleFileOptions.detected().withVelocity(false);
    ModelFolder model = convert(unpacked(variant, "x.safetensors"), options);
    for (String component : List.of("unet", "vae", "text_encoder")) {
      try (TensorFile weights = model.weights(component)) {
        compareTensors(expected.get("tensors").get(component), weights);
      }
      compareConfigs(expected.get("config").get(component), model.config(component));
    }
  }

  private void compareTensors(JsonNode expected, TensorFile weights) {
    assertTrue(expected.size() > 40, "the fixture holds a whole network");
    Map<String, String> want = new LinkedHashMap<>();
    Map<String, String> have = new LinkedHashMap<>();
    expected
        .properties()
        .forEach(e -> want.put(e.getKey(), e.getValue().get(0) + " " + e.getValue().get(1)));
    for (String name : new TreeSet<>(weights.entries().keySet())) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray array = weights.read(scope, name);
        CRC32 crc = new CRC32();
        crc.update(array.toByteBuffer());
        String shape = Arrays.toString(array.getShape().getShape()).replace(" ", "");
        have.put(name, shape + " " + crc.getValue());
      }
    }
    assertEquals(want, have);
  }

  /** Whatever both say must be the same; a list of equal numbers is that number. */
  private static void compareConfigs(JsonNode expected, JsonNode found) {
    List<String> compared = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : found.properties()) {
      JsonNode want = expected.get(field.getKey());
      if (want != null) {
        assertEquals(plain(want), plain(field.getValue()), field.getKey());
        compared.add(field.getKey());
      }
    }
    assertTrue(compared.size() >= 8, "too little to compare: " + compared);
  }

  private static String plain(JsonNode node) {
    if (node.isArray() && node.size() > 0) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items.stream().distinct().count() == 1 ? items.get(0) : items.toString();
    }
    return node.isNumber() ? String.valueOf(node.asDouble()) : node.toString();
  }

  @Test
  void checkpointsOfPyTorchConvertToo() throws IOException {
    Path file = unpackedFile("tiny1.ckpt", "x.ckpt");
    JsonNode expected = expected("tiny1");
    ModelFolder model = convert(file, SingleFileOptions.detected());
    try (TensorFile weights = model.weights("unet")) {
      compareTensors(expected.get("tensors").get("unet"), weights);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sd1,       model.safetensors,            epsilon",
    "sd2,       model.safetensors,            v_prediction",
    "sd2,       v2-1_512-ema-pruned.safetensors, epsilon",
    "sd2,       v2-1_768-ema-pruned.safetensors, v_prediction",
    "base2,     model.safetensors,            epsilon",
    "base2,     bk_v_pred.safetensors,        v_prediction"
  })
  void predictionFollowsNameAndArchitecture(String variant, String name, String prediction)
      throws IOException {
    SingleFile file = SingleFile.open(unpacked(variant, name), SingleFileOptions.detected());
    assertEquals(prediction, file.config("scheduler").get("prediction_type").asText());
    boolean v = prediction.equals("v_prediction");
    assertEquals(v ? 96 : 64, file.config("unet").get("sample_size").asInt());
  }

  @Test
  void aConfigBesideTheFileDecidesOverItsName() throws IOException {
    Path file = unpacked("sd2", "v2-1_512.safetensors");
    Files.writeString(
        folder.resolve("v2-1_512.yaml"), "model:\n  params:\n    parameterization: \"v\"\n");
    List<String> notes = new ArrayList<>();
    SingleFile opened = SingleFile.open(file, SingleFileOptions.detected().withNotes(notes::add));
    assertEquals("v_prediction", opened.config("scheduler").get("prediction_type").asText());
    assertTrue(notes.get(0).contains("v2-1_512.yaml"), notes.toString());
  }

  @Test
  void theCallerDecidesOverAll() throws IOException {
    Path file = unpacked("sd2", "v2-1_768.safetensors");
    SingleFile opened = SingleFile.open(file, SingleFileOptions.detected().withVelocity(false));
    assertEquals("epsilon", opened.config("scheduler").get("prediction_type").asText());
    assertFalse(opened.config("unet").get("upcast_attention").asBoolean());
  }

  @Test
  void inpaintingModelsGetTheirPipeline() throws IOException {
    ModelFolder model =
        convert(unpacked("sd1_inpainting", "x.safetensors"), SingleFileOptions.detected());
    assertEquals("StableDiffusionInpaintPipeline", model.index().get("_class_name").asText());
    assertEquals(9, model.config("unet").get("in_channels").asInt());
  }

  @Test
  void secondVersionsPadTheirPromptsWithExclamationMarks() throws IOException {
    ModelFolder model = convert(unpacked("tiny2", "x.safetensors"), SingleFileOptions.detected());
    JsonNode tokenizer =
        JSON.readTree(model.path().resolve("tokenizer/tokenizer_config.json").toFile());
    assertEquals("!", tokenizer.get("pad_token").asText());
    assertTrue(Files.exists(model.path().resolve("tokenizer/vocab.json")));
  }

  @Test
  void precisionIsAsAskedFor() throws IOException {
    ModelFolder model =
        convert(
            unpacked("tiny1", "x.safetensors"),
            SingleFileOptions.detected().withPrecision(DataType.FLOAT32));
    try (TensorFile weights = model.weights("unet")) {
      assertTrue(weights.entries().values().stream().allMatch(i -> i.dtype() == DataType.FLOAT32));
    }
  }

  private Path edited(String variant, Map<String, String> renames) throws IOException {
    Path file = unpacked(variant, "whole.safetensors");
    Path edited = folder.resolve("edited.safetensors");
    try (Safetensors opened = Safetensors.open(file)) {
      SafetensorsWriter writer = new SafetensorsWriter(Map.of());
      for (String name : opened.entries().keySet()) {
        String renamed = renames.getOrDefault(name, name);
        for (Map.Entry<String, String> rename : renames.entrySet()) {
          if (rename.getKey().endsWith("*")) {
            String prefix = rename.getKey().substring(0, rename.getKey().length() - 1);
            renamed = name.startsWith(prefix) ? rename.getValue() + name : renamed;
          }
        }
        if (!renamed.isEmpty()) {
          writer.add(renamed, opened.read(manager, name));
        }
      }
      writer.write(edited);
    }
    return edited;
  }

  @Test
  void averagedWeightsAreTakenWhenAskedFor() throws IOException {
    Path file = unpacked("tiny1", "whole.safetensors");
    Path averaged = folder.resolve("averaged.safetensors");
    String prefix = "model.diffusion_model.";
    try (Safetensors opened = Safetensors.open(file)) {
      SafetensorsWriter writer = new SafetensorsWriter(Map.of());
      for (String name : opened.entries().keySet()) {
        NDArray array = opened.read(manager, name);
        writer.add(name, array);
        if (name.startsWith(prefix)) {
          String rest = name.substring("model.".length()).replace(".", "");
          writer.add("model_ema." + rest, array.add(1));
        }
      }
      writer.write(averaged);
    }
    SingleFile plain = SingleFile.open(averaged, SingleFileOptions.detected());
    SingleFile ema = SingleFile.open(averaged, SingleFileOptions.detected().withAveraged(true));
    try (TensorFile a = plain.weights("unet");
        TensorFile b = ema.weights("unet")) {
      assertEquals(a.entries().keySet(), b.entries().keySet());
      float before = first(a, "conv_in.bias");
      assertEquals(before + 1, first(b, "conv_in.bias"));
    }
  }

  private float first(TensorFile file, String name) {
    return file.read(manager, name).toType(DataType.FLOAT32, true).toFloatArray()[0];
  }

  @Test
  void aFileWithoutAveragedWeightsSaysSo() throws IOException {
    Path file = unpacked("tiny1", "x.safetensors");
    SingleFileOptions options = SingleFileOptions.detected().withAveraged(true);
    String message =
        assertThrows(EngineException.class, () -> SingleFile.open(file, options)).getMessage();
    assertTrue(message.contains("no averaged weights"), message);
  }

  @Test
  void unknownTensorsOfTheNetworkAreAllNamed() throws IOException {
    String name = "model.diffusion_model.input_blocks.1.0.in_layers.2.weight";
    String other = "first_stage_model.encoder.conv_out.bias";
    Path file =
        edited(
            "tiny1",
            Map.of(
                name, "model.diffusion_model.input_blocks.1.0.novel.weight",
                other, "first_stage_model.encoder.novel"));
    String message =
        assertThrows(
                EngineException.class, () -> SingleFile.open(file, SingleFileOptions.detected()))
            .getMessage();
    assertTrue(message.contains("input_blocks.1.0.novel.weight"), message);
    assertTrue(message.contains("first_stage_model.encoder.novel"), message);
  }

  @Test
  void aFileWithoutAutoencoderIsNotConverted() throws IOException {
    Path file = edited("tiny1", Map.of("first_stage_model.*", "other."));
    String message =
        assertThrows(EngineException.class, () -> convert(file, SingleFileOptions.detected()))
            .getMessage();
    assertTrue(message.contains("no autoencoder"), message);
    assertFalse(Files.exists(folder.resolve("converted")));
  }

  @ParameterizedTest
  @CsvSource({
    "conditioner.embedders.0.x, Stable Diffusion XL",
    "control_model.x,           ControlNet",
    "lora_unet_x.lora_up,       LoRA",
    "conv_in.weight,            not a whole checkpoint"
  })
  void otherKindsOfFilesAreNamed(String tensor, String kind) {
    Path file = folder.resolve("other.safetensors");
    Safetensors.write(file, Map.of(tensor, manager.create(1f)), Map.of());
    String message = assertThrows(EngineException.class, () -> ModelFiles.open(file)).getMessage();
    assertTrue(message.contains(kind), message);
  }
}
