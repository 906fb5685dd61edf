// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Captioned pictures to learn from. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Pictures with captions: metadata.csv or .jsonl, a .txt beside each, or WebDataset tars.")
  Path folder;
}
