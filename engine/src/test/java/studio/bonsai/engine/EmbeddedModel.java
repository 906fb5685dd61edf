// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;

/** The model that the product ships. */
public final class EmbeddedModel {
  private EmbeddedModel() {}

  public static Path folder() {
    return Path.of(System.getProperty("bonsai.assets"), "models", "bonsai-emoji");
  }
}
