// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ConversionOptions;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.text.ClipVocabulary;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.SingleFile;
import studio.bonsai.engine.weights.SingleFileOptions;
import studio.bonsai.engine.weights.Writing;

/** Writes models as folders in diffusers' layout. */
public final class ModelConverter {
  private ModelConverter() {}

  /**
   * @param source a folder, or a single file
   * @param target must not exist; appears only when it is complete
   * @param cancel asked between tensors
   * @throws EngineException when the source is no model, or the target cannot be written
   */
  public static void convert(
      Path source, Path target, ConversionOptions options, CancelToken cancel) {
    if (Files.exists(target)) {
      throw new EngineException(target + " exists already; name another folder.");
    }
    Optional<DataType> precision =
        options.precision().map(p -> p == Precision.FLOAT16 ? DataType.FLOAT16 : DataType.FLOAT32);
    Writing writing = new Writing(cancel, options.written());
    try (NDManager manager = LibTorch.newManager(Compute.cpu())) {
      if (Files.isDirectory(source)) {
        ModelFolder unused = ModelFolder.open(source).copyTo(target, precision, manager, writing);
      } else {
        SingleFileOptions single =
            new SingleFileOptions(
                options.velocity(), options.averaged(), precision, options.notes());
        ModelFolder unused =
            SingleFile.convert(
                source,
                target,
                single,
                folder -> ClipVocabulary.standard().write(folder),
                manager,
                writing);
      }
    }
  }
}
