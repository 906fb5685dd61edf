// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import studio.bonsai.engine.compress.ModelCompressor;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.Writing;

/** Makes models out of models. Synchronous. */
public final class ModelMaker {
  private ModelMaker() {}

  /**
   * Writes a student: the model without the blocks of the plan, the weights of the others copied.
   *
   * @param cancel asked between tensors
   * @throws EngineException when the plan is impossible (with the reason), the source is no model
   *     or the target cannot be written
   * @throws java.util.concurrent.CancellationException between tensors; nothing is left then
   */
  public static void compress(CompressionRequest request, CancelToken cancel) {
    Writing writing = new Writing(cancel, request.written());
    if (Files.isDirectory(request.model())) {
      ModelFolder teacher = ModelFolder.open(request.model());
      ModelCompressor.compress(teacher, request.plan(), request.target(), writing);
      return;
    }
    Path folder =
        request.target().toAbsolutePath().resolveSibling(".converted-" + UUID.randomUUID());
    try {
      Engine.convert(request.model(), folder, ConversionOptions.asItIs(), cancel);
      ModelFolder teacher = ModelFolder.open(folder);
      ModelCompressor.compress(teacher, request.plan(), request.target(), writing);
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new EngineException("Cannot remove " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * Measures a model without loading its weights.
   *
   * @throws EngineException when it is no model, or damaged
   */
  public static ModelSize measure(Path model) {
    Inspection found = Engine.inspect(model);
    EngineOptions options =
        new EngineOptions(
            Optional.of(DeviceName.cpu()),
            Optional.empty(),
            MemoryMode.BALANCED,
            OptionalInt.empty(),
            false);
    try (Engine engine = Engine.open(model, options)) {
      return new ModelSize(
          found.parameters(),
          found.parts().stream()
              .filter(part -> part.name().equals("unet"))
              .mapToLong(Inspection.Part::parameters)
              .sum(),
          Engine.stepOperations(model, found.size()),
          found.bytes(),
          engine.estimate(GenerationRequest.of("")).peak());
    }
  }
}
