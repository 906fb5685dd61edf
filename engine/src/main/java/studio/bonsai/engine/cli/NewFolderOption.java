// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a new model goes. */
final class NewFolderOption {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The new model's folder; must not exist.")
  Path folder;
}
