// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.fetch.Checksum;

class FileChoiceTest {
  private static final List<String> REST =
      List.of(
          "model_index.json",
          "unet/config.json",
          "vae/config.json",
          "vae/diffusion_pytorch_model.safetensors",
          "text_encoder/config.json",
          "text_encoder/model.safetensors",
          "tokenizer/vocab.json",
          "scheduler/scheduler_config.json");

  private static List<String> unet(Precision wanted, String... names) {
    Stream<String> unet = Stream.of(names).map(name -> "unet/" + name);
    List<HubFile> files =
        Stream.concat(REST.stream(), unet)
            .map(path -> new HubFile(path, 1, new Checksum(Checksum.Kind.GIT_BLOB, "0".repeat(40))))
            .toList();
    return new FileChoice(wanted)
        .choose(new HubListing("a/b", "main", files)).stream()
            .map(HubFile::path)
            .filter(path -> path.startsWith("unet/") && !path.endsWith("/config.json"))
            .map(path -> path.substring("unet/".length()))
            .sorted()
            .toList();
  }

  private static final String[] ALL = {
    "diffusion_pytorch_model.bin",
    "diffusion_pytorch_model.fp16.bin",
    "diffusion_pytorch_model.fp16.safetensors",
    "diffusion_pytorch_model.non_ema.bin",
    "diffusion_pytorch_model.non_ema.safetensors",
    "diffusion_pytorch_model.safetensors",
    "diffusion_flax_model.msgpack"
  };

  @Test
  void thePrecisionIsTheUsersAndThePicklesNobodys() {
    assertEquals(List.of("diffusion_pytorch_model.fp16.safetensors"), unet(Precision.FLOAT16, ALL));
    assertEquals(List.of("diffusion_pytorch_model.safetensors"), unet(Precision.FLOAT32, ALL));
  }

  @Test
  void theOtherPrecisionIsBetterThanAPickle() {
    assertEquals(
        List.of("diffusion_pytorch_model.safetensors"),
        unet(
            Precision.FLOAT16,
            "diffusion_pytorch_model.fp16.bin",
            "diffusion_pytorch_model.safetensors"));
  }

  @Test
  void aPickleIsBetterThanNothing() {
    assertEquals(
        List.of("diffusion_pytorch_model.bin"),
        unet(Precision.FLOAT16, "diffusion_pytorch_model.bin"));
  }

  @Test
  void shardsComeTogetherWithTheirIndex() {
    String[] shards = {
      "diffusion_pytorch_model-00001-of-00002.safetensors",
      "diffusion_pytorch_model-00002-of-00002.safetensors",
      "diffusion_pytorch_model.safetensors.index.json"
    };
    assertEquals(List.of(shards), unet(Precision.FLOAT16, shards));
  }

  @Test
  void halfShardsComeTogetherToo() {
    String[] shards = {
      "diffusion_pytorch_model.fp16-00001-of-00001.safetensors",
      "diffusion_pytorch_model.safetensors.index.fp16.json"
    };
    assertEquals(List.of(shards), unet(Precision.FLOAT16, shards));
  }

  @Test
  void missingWeightsAreSaid() {
    String message =
        assertThrows(
                EngineException.class,
                () -> unet(Precision.FLOAT16, "diffusion_pytorch_model.non_ema.safetensors"))
            .getMessage();
    assertTrue(message.contains("no weights in unet"), message);
  }
}
