// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.bonsai.app.generate.Pictures;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.OpenModel;

/** Draws at once, and cannot do 13 steps. */
final class ToyModel implements OpenModel {
  private final String name;
  private final List<GenerationRequest> drawn;
  private final Runnable beforeEach;

  private ToyModel(String name, List<GenerationRequest> drawn, Runnable beforeEach) {
    this.name = name;
    this.drawn = drawn;
    this.beforeEach = beforeEach;
  }

  /** Opens toys, except one that is named "broken", and remembers what was asked of them. */
  static final class Opener implements Engines.Opener {
    final List<String> opened = new ArrayList<>();
    final List<GenerationRequest> drawn = new ArrayList<>();
    Runnable beforeEach = () -> {};

    @Override
    public OpenModel open(Path model, EngineOptions options) {
      String name = model.getFileName().toString();
      opened.add(name);
      if (name.equals("broken")) {
        throw new EngineException("broken has no U-Net.");
      }
      return new ToyModel(name, drawn, () -> beforeEach.run());
    }
  }

  @Override
  public ModelInfo info() {
    return Pictures.model(name);
  }

  @Override
  public void generate(
      GenerationRequest request, Consumer<GenerationEvent> listener, CancelToken cancel) {
    beforeEach.run();
    int steps = request.steps().orElse(4);
    if (steps == 13) {
      throw new IllegalArgumentException("13 steps bring bad luck");
    }
    for (int step = 1; step <= steps; step++) {
      cancel.throwIfCancelled();
      listener.accept(
          new GenerationEvent.StepFinished(
              0, step, steps, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty()));
    }
    drawn.add(request);
    listener.accept(new GenerationEvent.PictureFinished(Pictures.of(request, info())));
  }

  @Override
  public void close() {}
}
