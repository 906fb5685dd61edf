// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.TensorFile;

/** A folder that Bonsai wrote is the model that it was written from. */
class ConversionTest {
  private static final List<String> COMPONENTS = List.of("unet", "vae", "text_encoder");

  @TempDir Path temporary;

  private Path written(Precision precision) {
    ConversionOptions options =
        new ConversionOptions(
            Optional.of(precision), Optional.empty(), false, note -> {}, bytes -> {});
    Path target = temporary.resolve(precision.name());
    Engine.convert(EmbeddedModel.folder(), target, options, CancelToken.none());
    return target;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsTheSamePicture(Precision precision) {
    assertEquals(picture(EmbeddedModel.folder()), picture(written(precision)));
  }

  private static Pixels picture(Path folder) {
    GenerationRequest request = GenerationRequest.builder("a red apple").steps(3).seed(7).build();
    try (Engine engine = Engine.open(folder, EngineOptions.defaults())) {
      return Drawing.pictures(engine, request).get(0).pixels();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void holdsTheSameNumbers(Precision precision) {
    ModelFolder original = ModelFolder.open(EmbeddedModel.folder());
    ModelFolder copy = ModelFolder.open(written(precision));
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      for (String component : COMPONENTS) {
        try (TensorFile expected = original.weights(component);
            TensorFile found = copy.weights(component)) {
          assertEquals(expected.entries().keySet(), found.entries().keySet());
          expected.entries().keySet().forEach(name -> compare(manager, expected, found, name));
          found.entries().values().forEach(info -> assertEquals(stored(precision), info.dtype()));
        }
      }
    }
  }

  private static DataType stored(Precision precision) {
    return precision == Precision.FLOAT16 ? DataType.FLOAT16 : DataType.FLOAT32;
  }

  private static void compare(
      NDManager manager, TensorFile expected, TensorFile found, String name) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray numbers = expected.read(scope, name).toType(DataType.FLOAT32, false);
      assertTrue(
          numbers.contentEquals(found.read(scope, name).toType(DataType.FLOAT32, false)), name);
    }
  }
}
