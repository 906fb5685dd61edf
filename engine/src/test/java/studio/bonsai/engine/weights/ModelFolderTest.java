// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

class ModelFolderTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() throws IOException {
    manager = LibTorch.newManager(Compute.cpu());
    Files.createDirectories(model().resolve("unet"));
    Files.createDirectories(model().resolve("scheduler"));
    Files.writeString(model().resolve("model_index.json"), "{\"_class_name\": \"X\"}");
    Files.writeString(model().resolve("bonsai.json"), "{ \"steps\":  7 }");
    Files.writeString(model().resolve("unet/config.json"), "{ \"b\": 1,   \"a\": 2 }\n");
    Files.writeString(model().resolve("scheduler/scheduler_config.json"), "{\"s\": 3}");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Path model() {
    return folder.resolve("model");
  }

  /** Weights that tell by their one number which file they came from. */
  private void weights(String name, float number) {
    Path file = model().resolve("unet").resolve(name);
    Safetensors.write(file, Map.of("x", manager.create(number)), Map.of());
  }

  private float chosen(String... variant) {
    ModelFolder opened = ModelFolder.open(model());
    try (TensorFile file =
        variant.length == 0 ? opened.weights("unet") : opened.weights("unet", variant[0])) {
      return file.read(manager, "x").getFloat();
    }
  }

  @Test
  void configsAreReadByComponent() {
    ModelFolder opened = ModelFolder.open(model());
    assertEquals("X", opened.index().get("_class_name").asText());
    assertEquals(2, opened.config("unet").get("a").asInt());
    assertEquals(3, opened.config("scheduler").get("s").asInt());
    assertTrue(opened.has("unet"));
    assertFalse(opened.has("vae"));
  }

  @Test
  void fullPrecisionIsPreferredUnlessAnotherIsAskedFor() {
    weights("diffusion_pytorch_model.fp16.safetensors", 16);
    assertEquals(16, chosen());
    weights("diffusion_pytorch_model.safetensors", 32);
    assertEquals(32, chosen());
    assertEquals(16, chosen("fp16"));
    assertEquals(32, chosen("bf16"));
  }

  @Test
  void safetensorsArePreferredToPickles() throws IOException {
    Files.copy(
        ReferenceTensors.path("weights/plain.bin"),
        model().resolve("unet/diffusion_pytorch_model.bin"));
    try (TensorFile file = ModelFolder.open(model()).weights("unet")) {
      assertTrue(file.entries().containsKey("channels_last"));
    }
    weights("diffusion_pytorch_model.fp16.safetensors", 16);
    assertEquals(16, chosen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diffusion_pytorch_model.safetensors.index.json",
        "diffusion_pytorch_model.safetensors.index.fp16.json",
        "diffusion_pytorch_model.safetensors.fp16.index.json",
        "pytorch_model.bin.index.json"
      })
  void shardsAreFoundThroughTheirIndex(String index) throws IOException {
    weights("part-1.safetensors", 1);
    Path other = model().resolve("unet/part-2.safetensors");
    Safetensors.write(other, Map.of("y", manager.create(2f)), Map.of());
    Files.writeString(
        model().resolve("unet").resolve(index),
        "{\"weight_map\": {\"x\": \"part-1.safetensors\", \"y\": \"part-2.safetensors\"}}");
    try (TensorFile file = ModelFolder.open(model()).weights("unet")) {
      assertEquals(1, file.read(manager, "x").getFloat());
      assertEquals(2, file.read(manager, "y").getFloat());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"weight_map\": {\"x\": \"../a.safetensors\"}} | no file beside it",
        "{\"weight_map\": {\"x\": 7}}                    | no file beside it",
        "{\"weight_map\": {\"x\": \"gone.safetensors\"}} | There is no file",
        "{\"weight_map\": {\"z\": \"a.safetensors\"}}    | lacks tensor z",
        "{\"weight_map\": []}                            | no weight_map",
        "{}                                              | no weight_map"
      })
  void aLyingIndexIsRefused(String json, String reason) throws IOException {
    weights("a.safetensors", 1);
    Path index = model().resolve("unet/diffusion_pytorch_model.safetensors.index.json");
    Files.writeString(index, json);
    ModelFolder opened = ModelFolder.open(model());
    String message = assertThrows(EngineException.class, () -> opened.weights("unet")).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    ModelFolder opened = ModelFolder.open(model());
    assertTrue(complaint(() -> opened.weights("unet")).contains("has no weights"));
    assertTrue(complaint(() -> opened.config("vae")).contains("vae"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertTrue(complaint(() -> ModelFolder.open(empty)).contains("model_index.json"));
    assertTrue(complaint(() -> ModelFolder.open(folder.resolve("no"))).contains("no folder"));
  }

  private static String complaint(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(EngineException.class, action).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "{", "{\"a\": 1} 2", "{\"a\": 1, \"a\": 2}", "", "nope"})
  void aBrokenConfigIsNamed(String text) throws IOException {
    Files.writeString(model().resolve("unet/config.json"), text);
    ModelFolder opened = ModelFolder.open(model());
    String message = complaint(() -> opened.config("unet"));
    assertTrue(message.contains("config.json"), message);
  }

  @Test
  void aCopyKeepsEveryConfigToTheByte() throws IOException {
    weights("diffusion_pytorch_model.safetensors", 0.1f);
    ModelFolder copy =
        ModelFolder.open(model())
            .copyTo(
                folder.resolve("copy"),
                Optional.of(DataType.FLOAT16),
                manager,
                Writing.unwatched());
    for (String name :
        new String[] {"unet/config.json", "bonsai.json", "scheduler/scheduler_config.json"}) {
      assertArrayEquals(
          Files.readAllBytes(model().resolve(name)),
          Files.readAllBytes(copy.path().resolve(name)),
          name);
    }
    try (TensorFile file = copy.weights("unet")) {
      assertEquals("float16 []", file.entries().get("x").describe());
    }
  }

  @Test
  void theModelIsWrittenOnlyWhereNothingIs() {
    weights("diffusion_pytorch_model.safetensors", 1);
    ModelFolder opened = ModelFolder.open(model());
    String message =
        complaint(() -> opened.copyTo(model(), Optional.empty(), manager, Writing.unwatched()));
    assertTrue(message.contains("exists already"), message);
  }

  @Test
  void ofTwoWritersTheFirstWins() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path target = folder.resolve("new");
    try (ModelFolderWriter first = new ModelFolderWriter(target);
        ModelFolderWriter second = new ModelFolderWriter(target)) {
      second.index(json.createObjectNode().put("who", 2)).finish();
      first.index(json.createObjectNode().put("who", 1));
      assertTrue(complaint(first::finish).contains("exists already"));
    }
    assertEquals(2, ModelFolder.open(target).index().get("who").asInt());
    assertEquals(2, entries(), "nothing is left beside the model and the new one");
  }

  @Test
  void anAbandonedWriterLeavesNothing() throws IOException {
    try (ModelFolderWriter writer = new ModelFolderWriter(folder.resolve("new"))) {
      writer.config("unet", new ObjectMapper().createObjectNode());
    }
    assertEquals(1, entries());
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'version https://git-lfs.github.com/spec/v1', Git LFS",
    "'<!DOCTYPE html><html>',                      web page",
    "'GGUF....',                                   GGUF",
    "'hello',                                      neither"
  })
  void filesOfAnotherKindAreCalledByTheirName(String text, String kind) throws IOException {
    Path file = Files.writeString(folder.resolve("x.ckpt"), text);
    String message = complaint(() -> TensorFile.open(file));
    assertTrue(message.contains(kind), message);
  }
}
