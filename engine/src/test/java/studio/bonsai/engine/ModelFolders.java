// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.Safetensors;

/** Copies of the embedded model for tests to change. */
public final class ModelFolders {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

  private ModelFolders() {}

  /**
   * @param target is made
   */
  public static Path copyOfEmbedded(Path target) {
    Path source = EmbeddedModel.folder();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes one of the folder's JSON files. */
  public static ObjectNode edit(Path file, Consumer<ObjectNode> change) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
      change.accept(json);
      Files.write(file, JSON.writeValueAsBytes(json));
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives the folder another U-Net, its weights drawn as {@code src/reference/unusual.py} draws
   * them: in the order of their names, so that no fixture has to carry them.
   */
  public static void drawUNet(Path folder, Consumer<ObjectNode> change, long seed) {
    Path config = folder.resolve("unet/config.json");
    ObjectNode json = edit(config, change);
    Map<String, long[]> shapes = new TreeMap<>();
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager);
        RandomSource random = new RandomSource(manager, seed)) {
      new UNet(
          UNetConfigJson.read(json, config.toString()),
          (name, shape) -> {
            shapes.put(name, shape);
            return null;
          },
          kernels);
      Map<String, NDArray> drawn = new TreeMap<>();
      shapes.forEach((name, shape) -> drawn.put(name, draw(manager, random, name, shape)));
      Safetensors.write(folder.resolve("unet").resolve(WEIGHTS), drawn, Map.of());
    }
  }

  private static NDArray draw(NDManager manager, RandomSource random, String name, long... shape) {
    NDArray noise = random.normal(manager, shape);
    if (shape.length > 1) {
      double fanIn = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
      return noise.mul((float) Math.pow(fanIn, -0.5));
    }
    NDArray small = noise.mul(0.2f);
    return name.endsWith(".weight") ? small.add(1) : small;
  }
}
