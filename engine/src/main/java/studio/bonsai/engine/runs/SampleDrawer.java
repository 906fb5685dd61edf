// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.generate.BatchListener;
import studio.bonsai.engine.generate.DiffusionModel;
import studio.bonsai.engine.generate.PictureMaker;
import studio.bonsai.engine.picture.PngFile;
import studio.bonsai.engine.train.TrainingLoop;
import studio.bonsai.engine.weights.PatchedModel;

/** Draws the same prompts with the same seeds, again and again while a model learns. */
final class SampleDrawer implements TrainingLoop.Samples {
  static final long SEED = 1234;

  private final Taught taught;
  private final List<String> prompts;
  private final Path folder;
  private final Compute compute;
  private final NDManager manager;

  SampleDrawer(
      Taught taught, List<String> prompts, Path folder, Compute compute, NDManager manager) {
    this.taught = taught;
    this.prompts = prompts;
    this.folder = folder;
    this.compute = compute;
    this.manager = manager;
  }

  @Override
  public List<Path> draw(long step, Map<String, NDArray> weights) {
    List<Path> files = new ArrayList<>();
    if (prompts.isEmpty()) {
      return files;
    }
    PatchedModel patched = new PatchedModel(taught.base(), taught.components(weights));
    try (DiffusionModel model = new DiffusionModel(patched, compute, manager)) {
      PictureMaker maker = new PictureMaker(model, MemoryMode.LOW, false);
      for (int i = 0; i < prompts.size(); i++) {
        GenerationRequest request =
            GenerationRequest.of(prompts.get(i)).resolve(model.info().defaults(), () -> SEED);
        String name = String.format(Locale.ROOT, "step-%08d-%02d.png", step, i + 1);
        files.add(write(folder.resolve(name), maker, request));
      }
    }
    return files;
  }

  private static Path write(Path file, PictureMaker maker, GenerationRequest request) {
    Pixels pixels =
        maker
            .make(List.of(request.forPicture(0)), BatchListener.silent(), CancelToken.none())
            .get(0);
    byte[] png = PngFile.encode(pixels, Map.of("prompt", request.prompt()));
    AtomicFile.write(file, png);
    return file;
  }
}
