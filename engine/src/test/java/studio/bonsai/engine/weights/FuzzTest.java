// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;

/**
 * More than 100,000 broken files: each is read or refused with an EngineException. A tensor that a
 * file still promises is read as well. Seeds are fixed, so a failure repeats.
 */
class FuzzTest {
  /** One file in so many has its tensors read: that costs more than opening it. */
  private static final int READ_EVERY = 32;

  private Path folder;
  private NDManager manager;

  /** Files in memory where the system has that: this is about the readers, not the disk. */
  @BeforeEach
  void open() throws IOException {
    Path memory = Path.of("/dev/shm");
    folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "bonsai")
            : Files.createTempDirectory("bonsai");
    manager = LibTorch.newManager(Compute.cpu());
  }

  @AfterEach
  void close() throws IOException {
    manager.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zip.ckpt,             25000, 1",
    "plain.bin,            10000, 2",
    "legacy.ckpt,          25000, 3",
    "attack_zip.ckpt,       5000, 4",
    "attack_legacy.ckpt,    5000, 5",
    "pickled.safetensors,  25000, 6"
  })
  void mutatedTensorFilesAreReadOrRefused(String name, int count, long seed) throws IOException {
    byte[] sound = Files.readAllBytes(ReferenceTensors.path("weights/" + name));
    Path file = folder.resolve(name);
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Files.write(file, Mutation.of(sound, random));
      try (TensorFile opened = TensorFile.open(file)) {
        if (i % READ_EVERY == 0) {
          readAll(opened);
        }
      } catch (EngineException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("file " + i + " of " + name + ", seed " + seed, e);
      }
    }
    assertTrue(refused > count / 10, "only " + refused + " of " + count + " were refused");
  }

  private void readAll(TensorFile file) {
    try (NDManager scope = manager.newSubManager()) {
      for (Map.Entry<String, TensorInfo> entry : file.entries().entrySet()) {
        NDArray array = file.read(scope, entry.getKey());
        assertTrue(array.getShape().equals(entry.getValue().shape()), entry.getKey());
        if (!array.isEmpty()) {
          array.toByteBuffer();
        }
      }
    }
  }

  @Test
  void mutatedConfigsAreReadOrRefused() throws IOException {
    byte[] sound =
        """
        {"_class_name": "UNet2DConditionModel", "block_out_channels": [320, 640, 1280, 1280],
         "cross_attention_dim": 768, "mid_block_type": null, "norm_eps": 1e-05, "a": "\\u00e9"}
        """
            .getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 15_000; i++) {
      try {
        Json.parse(Path.of("config.json"), Mutation.of(sound, random));
      } catch (EngineException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("config " + i, e);
      }
    }
    assertTrue(refused > 1500, "only " + refused + " were refused");
  }

  @Test
  void mutatedShardIndicesAreReadOrRefused() throws IOException {
    Files.copy(
        ReferenceTensors.path("weights/pickled.safetensors"), folder.resolve("a.safetensors"));
    byte[] sound =
        """
        {"metadata": {"total_size": 12}, "weight_map": {"f32": "a.safetensors",
         "scalar": "a.safetensors", "slice": "a.safetensors"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("model.safetensors.index.json");
    SplittableRandom random = new SplittableRandom(8);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      Files.write(file, Mutation.of(sound, random));
      try (TensorFile opened = TensorFile.open(file)) {
        assertTrue(opened.entries().size() < 10);
      } catch (EngineException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("index " + i, e);
      }
    }
    assertTrue(refused > 300, "only " + refused + " were refused");
  }

  /** Tables of a single file with names lost, swapped and misspelt and with other shapes. */
  @Test
  void mutatedSingleFilesAreTranslatedOrRefused() throws IOException {
    Map<String, TensorInfo> sound = smallestSingleFile();
    List<String> names = new ArrayList<>(sound.keySet());
    SplittableRandom random = new SplittableRandom(9);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      Map<String, TensorInfo> table = new LinkedHashMap<>(sound);
      for (int change = random.nextInt(4); change >= 0; change--) {
        mutate(table, names, random);
      }
      try {
        new SingleFile(Path.of("x.ckpt"), SingleFileOptions.detected(), new Table(table));
      } catch (EngineException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("table " + i, e);
      }
    }
    assertTrue(refused > 300, "only " + refused + " were refused");
  }

  private static void mutate(
      Map<String, TensorInfo> table, List<String> names, SplittableRandom random) {
    String name = names.get(random.nextInt(names.size()));
    TensorInfo info = table.remove(name);
    switch (random.nextInt(5)) {
      case 0 -> {
        if (info != null) {
          table.put(name, new TensorInfo(info.dtype(), strangeShape(random)));
        }
      }
      case 1 -> {
        String prefix = name.substring(0, random.nextInt(name.length()) + 1);
        table.keySet().removeIf(other -> other.startsWith(prefix));
      }
      case 2 -> {
        int at = random.nextInt(name.length());
        table.put(
            name.substring(0, at) + (char) random.nextInt(32, 127) + name.substring(at + 1),
            new TensorInfo(DataType.FLOAT32, strangeShape(random)));
      }
      case 3 -> table.put(names.get(random.nextInt(names.size())) + ".0", orScalar(info));
      default -> {
        // The name is gone: that is the change.
      }
    }
  }

  private static TensorInfo orScalar(TensorInfo info) {
    return info == null ? new TensorInfo(DataType.FLOAT32, new Shape()) : info;
  }

  private static Shape strangeShape(SplittableRandom random) {
    long[] shape = new long[random.nextInt(6)];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = random.nextInt(4) == 0 ? random.nextLong(1L << 40) : random.nextInt(70);
    }
    return new Shape(shape);
  }

  /** One module of each kind. */
  private static Map<String, TensorInfo> smallestSingleFile() {
    Map<String, TensorInfo> table = new LinkedHashMap<>();
    TensorInfo info = new TensorInfo(DataType.FLOAT16, new Shape(64, 64, 1, 1));
    String unet = "model.diffusion_model.";
    for (String name :
        List.of(
            "input_blocks.0.0.weight",
            "input_blocks.1.0.in_layers.2.weight",
            "input_blocks.1.0.emb_layers.1.bias",
            "input_blocks.1.1.proj_in.weight",
            "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight",
            "input_blocks.3.0.op.weight",
            "input_blocks.4.0.in_layers.2.weight",
            "middle_block.0.in_layers.2.weight",
            "middle_block.1.proj_in.weight",
            "output_blocks.0.0.in_layers.2.weight",
            "output_blocks.0.1.proj_in.weight",
            "output_blocks.2.1.conv.weight",
            "time_embed.0.weight",
            "out.2.weight")) {
      table.put(unet + name, info);
    }
    for (String name :
        List.of(
            "encoder.conv_in.weight",
            "decoder.conv_in.weight",
            "decoder.conv_out.weight",
            "encoder.down.0.block.0.conv1.weight",
            "decoder.up.0.block.0.conv1.weight",
            "encoder.mid.attn_1.q.weight",
            "encoder.down.0.downsample.conv.weight")) {
      table.put("first_stage_model." + name, info);
    }
    for (String name :
        List.of(
            "token_embedding.weight",
            "positional_embedding",
            "ln_final.weight",
            "transformer.resblocks.0.attn.in_proj_weight",
            "transformer.resblocks.0.mlp.c_fc.weight")) {
      table.put("cond_stage_model.model." + name, info);
    }
    return table;
  }

  /** A file that is nothing but its table. */
  private record Table(Map<String, TensorInfo> entries) implements TensorFile {
    @Override
    public Path path() {
      return Path.of("x.ckpt");
    }

    @Override
    public NDArray read(NDManager manager, String name) {
      throw new EngineException("there are no numbers");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
