// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.util.Objects;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.engine.GenerationRequest;

/**
 * What the user would draw without a grid.
 *
 * @param model a readable one
 */
public record GridBase(InstalledModel model, GenerationRequest request) {
  public GridBase {
    Objects.requireNonNull(request, "request");
    if (!model.isReadable()) {
      throw new IllegalArgumentException(model.name() + " cannot be read");
    }
  }
}
