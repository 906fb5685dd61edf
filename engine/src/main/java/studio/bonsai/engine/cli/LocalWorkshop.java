// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Precision;

/** The engine of this process. */
final class LocalWorkshop implements Workshop {
  @Override
  public OpenModel open(Path model, EngineOptions options) {
    throw new EngineException("This build cannot draw yet.");
  }

  @Override
  public Inspection inspect(Path model, Optional<ImageSize> size) {
    throw new EngineException("This build cannot look into models yet.");
  }

  @Override
  public void convert(Path source, Path folder, Optional<Precision> precision) {
    throw new EngineException("This build cannot convert models yet.");
  }
}
