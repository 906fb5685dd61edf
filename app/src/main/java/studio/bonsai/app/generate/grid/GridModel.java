// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A model that draws cells.
 *
 * @param name as the user calls it
 * @param folder where it lies
 */
public record GridModel(String name, Path folder) {
  public GridModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(folder, "folder");
  }
}
