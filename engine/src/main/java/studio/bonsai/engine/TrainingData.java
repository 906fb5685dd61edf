// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import studio.bonsai.engine.data.DataInspection;

/** Pictures to learn from, seen before anything is learned. */
public final class TrainingData {
  private TrainingData() {}

  /**
   * Looks through a folder of captioned pictures, of WebDataset's tars or of photos; decodes some
   * hundred pictures of it. Whatever is wrong is in the report; nothing is thrown for it.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static DataReport look(Path data, CancelToken cancel) {
    return DataInspection.of(data, cancel);
  }
}
