// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ModelFolders;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;

class CaptionedBatchesTest {
  @TempDir private Path folder;

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  @Test
  void anotherTokenizerMakesAnotherCacheOnlyWhereCaptionsAreKept() throws IOException {
    Path path = ModelFolders.copyOfEmbedded(folder.resolve("model"));
    OpenedModel model = new OpenedModel(path, Compute.cpu(), manager, kernels, 1);
    String both = CaptionedBatches.encoder(model, Optional.of(model.captions())).fingerprint();
    String pictures = CaptionedBatches.encoder(model, Optional.empty()).fingerprint();
    assertNotEquals(both, pictures);
    Files.writeString(path.resolve("tokenizer/merges.txt"), "\n", StandardOpenOption.APPEND);
    assertNotEquals(
        both, CaptionedBatches.encoder(model, Optional.of(model.captions())).fingerprint());
    assertEquals(pictures, CaptionedBatches.encoder(model, Optional.empty()).fingerprint());
  }
}
