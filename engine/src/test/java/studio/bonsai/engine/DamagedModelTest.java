// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a model folder is said in a sentence that names the file. */
class DamagedModelTest {
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void copy() {
    folder = ModelFolders.copyOfEmbedded(temporary.resolve("model"));
  }

  private void draw() {
    GenerationRequest request = GenerationRequest.builder("a red apple").steps(1).seed(7).build();
    try (Engine engine = Engine.open(folder, EngineOptions.defaults())) {
      assertEquals(1, Drawing.pictures(engine, request).size());
    }
  }

  private void assertRefused(String... parts) {
    EngineException refusal = assertThrows(EngineException.class, this::draw);
    for (String part : parts) {
      assertTrue(refusal.getMessage().contains(part), part + " in: " + refusal.getMessage());
    }
  }

  private void cut(String file, double share) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
      channel.truncate((long) (channel.size() * share));
    }
  }

  private void edit(String file, Consumer<ObjectNode> change) {
    ModelFolders.edit(folder.resolve(file), change);
  }

  @Test
  void theCopyItselfIsSound() {
    draw();
  }

  @Test
  void aFolderThatIsNotThere() {
    folder = temporary.resolve("nowhere");
    assertRefused("nowhere");
  }

  @Test
  void aFolderThatIsNoModel() throws IOException {
    Files.delete(folder.resolve("model_index.json"));
    assertRefused(folder.toString(), "model_index.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unet/config.json",
        "vae/config.json",
        "text_encoder/config.json",
        "scheduler/scheduler_config.json",
        "tokenizer/vocab.json",
        "tokenizer/merges.txt",
        UNET,
        "vae/diffusion_pytorch_model.safetensors",
        "text_encoder/model.safetensors"
      })
  void aFileThatIsMissing(String file) throws IOException {
    Files.delete(folder.resolve(file));
    assertRefused(folder.resolve(file).getParent().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bonsai.json",
        "unet/config.json",
        "vae/config.json",
        "text_encoder/config.json",
        "scheduler/scheduler_config.json",
        "tokenizer/vocab.json"
      })
  void jsonThatEndsInTheMiddle(String file) throws IOException {
    cut(file, 0.5);
    assertRefused(folder.resolve(file).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bonsai.json",
        "unet/config.json",
        "vae/config.json",
        "text_encoder/config.json",
        "scheduler/scheduler_config.json",
        "tokenizer/vocab.json"
      })
  void jsonThatIsNoObject(String file) throws IOException {
    Files.writeString(folder.resolve(file), "[1, 2]");
    assertRefused(folder.resolve(file).toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.5, 0.999})
  void weightsThatEndInTheMiddle(double share) throws IOException {
    cut(UNET, share);
    assertRefused(folder.resolve(UNET).toString());
  }

  @Test
  void weightsThatDoNotFitTheConfig() {
    edit(
        "unet/config.json",
        config -> config.putArray("layers_per_block").add(2).add(2).add(2).add(1));
    assertRefused(folder.resolve(UNET).toString(), "surplus", "down_blocks.3.resnets.1.");
  }

  @Test
  void weightsOfAnotherShape() {
    edit("text_encoder/config.json", config -> config.put("intermediate_size", 256));
    assertRefused(
        folder.resolve("text_encoder/model.safetensors").toString(),
        "fc1.weight",
        "[512, 128]",
        "[256, 128]");
  }

  @Test
  void weightsOfANetworkWithMoreBlocks() {
    edit("unet/config.json", config -> config.putNull("mid_block_type"));
    assertRefused(folder.resolve(UNET).toString(), "surplus", "mid_block.");
  }

  @Test
  void damageOfAllPartsIsToldBeforeAnythingIsDrawn() throws IOException {
    cut("vae/diffusion_pytorch_model.safetensors", 0.5);
    edit("text_encoder/config.json", json -> json.put("intermediate_size", 256));
    EngineException refusal =
        assertThrows(
            EngineException.class, () -> Engine.open(folder, EngineOptions.defaults()).close());
    assertTrue(refusal.getMessage().contains("vae"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("mlp.fc1.weight"), refusal::getMessage);
  }

  @Test
  void aSizeThatNoPictureHas() {
    edit("unet/config.json", json -> json.put("sample_size", 30000));
    assertRefused("unet", "sample_size 30000", "120000");
  }

  @Test
  void defaultsThatNameAnUnknownSampler() {
    edit("bonsai.json", json -> ((ObjectNode) json.get("defaults")).put("sampler", "foo"));
    assertRefused("bonsai.json", "no sampler foo", "ddim");
  }

  @Test
  void aUNetOfAnotherKind() {
    edit("unet/config.json", config -> config.put("addition_embed_type", "text_time"));
    assertRefused("unet in " + folder, "addition_embed_type");
  }

  @Test
  void aSchedulerOfAnotherKind() {
    edit("scheduler/scheduler_config.json", config -> config.put("_class_name", "BestScheduler"));
    assertRefused("BestScheduler", "DDIMScheduler");
  }

  @Test
  void defaultsThatAskForTheImpossible() {
    edit("bonsai.json", config -> ((ObjectNode) config.get("defaults")).put("steps", 0));
    assertRefused("bonsai.json", "steps");
  }

  @Test
  void aTokenizerOfAnotherModel() {
    edit("text_encoder/config.json", config -> config.put("vocab_size", 100));
    assertRefused(folder.toString(), "tokenizer", "2048", "100");
  }

  @Test
  void everyPartOfAnotherModelIsNamed() {
    edit("unet/config.json", config -> config.put("cross_attention_dim", 64).put("in_channels", 8));
    assertRefused(folder.toString(), "text encoder", "128", "64", "takes 8 channels");
  }

  @Test
  void aLatentOfAnotherModel() {
    edit("vae/config.json", config -> config.put("latent_channels", 16));
    assertRefused(folder.toString(), "predicts 4 channels", "16");
  }

  @Test
  void numbersThatJsonDoesNotKnowAreReadInASchedulersConfig() throws IOException {
    Path file = folder.resolve("scheduler/scheduler_config.json");
    String text = Files.readString(file).replaceFirst("\\{", "{\"lambda_min_clipped\": -Infinity,");
    Files.writeString(file, text);
    draw();
  }

  @Test
  void theEngineStaysUsableAfterWeightsThatFailedToLoad() throws IOException {
    byte[] weights = Files.readAllBytes(folder.resolve(UNET));
    GenerationRequest request = GenerationRequest.builder("a red apple").steps(1).seed(7).build();
    try (Engine engine = Engine.open(folder, EngineOptions.defaults())) {
      cut(UNET, 0.5);
      assertThrows(
          EngineException.class, () -> engine.generate(request, event -> {}, CancelToken.none()));
      Files.write(folder.resolve(UNET), weights);
      assertEquals(1, Drawing.pictures(engine, request).size());
    }
  }
}
