// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.MemoryShortage;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.OpenModel;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Provenance;

/** Opens models that draw hills at once; one that is named "broken" cannot be opened. */
public final class Sketcher implements Engines.Opener {
  public final List<String> opened = Collections.synchronizedList(new ArrayList<>());
  public final List<GenerationRequest> asked = Collections.synchronizedList(new ArrayList<>());

  /** Called before each step with its number over all that was drawn, from 1. */
  public volatile IntConsumer beforeStep = step -> {};

  private int steps;

  @Override
  public OpenModel open(Path model, EngineOptions options) {
    String name = model.getFileName().toString();
    opened.add(name);
    if (name.equals("broken")) {
      throw new EngineException("broken has no U-Net; add it anew.");
    }
    return new Sketch(Pictures.model(name));
  }

  private final class Sketch implements OpenModel {
    private final ModelInfo info;

    Sketch(ModelInfo info) {
      this.info = info;
    }

    @Override
    public ModelInfo info() {
      return info;
    }

    @Override
    public void generate(
        GenerationRequest request, Consumer<GenerationEvent> listener, CancelToken cancel) {
      asked.add(request);
      GenerationRequest resolved = request.resolve(info.defaults(), () -> 1000 + asked.size());
      for (int first = 0; first < resolved.count(); first += resolved.batch()) {
        batch(resolved, first, listener, cancel);
      }
    }

    private void batch(
        GenerationRequest request,
        int first,
        Consumer<GenerationEvent> listener,
        CancelToken cancel) {
      int batch = Math.min(request.batch(), request.count() - first);
      int all = request.steps().orElseThrow();
      listener.accept(new GenerationEvent.Phase("reading the prompt"));
      listener.accept(new GenerationEvent.Phase("denoising"));
      for (int step = 1; step <= all; step++) {
        beforeStep.accept(++steps);
        cancel.throwIfCancelled();
        listener.accept(
            new GenerationEvent.StepFinished(
                first,
                step,
                all,
                Duration.ofMillis(120),
                Duration.ofMillis(120L * (all - step)),
                Optional.of(() -> preview(request.forPicture(first)))));
      }
      listener.accept(new GenerationEvent.Phase("decoding"));
      for (int i = first; i < first + batch; i++) {
        Provenance provenance = Provenance.of(request, i, first, batch, info);
        Pixels pixels = Pictures.pixels(provenance.request());
        listener.accept(
            new GenerationEvent.PictureFinished(
                new GeneratedImage(pixels, provenance, i, Duration.ofSeconds(2))));
      }
    }

    /** More than four at once are too many, and so are sides of 4096. */
    @Override
    public Optional<MemoryShortage> shortage(GenerationRequest request) {
      return request.batch() > 4 || request.size().filter(s -> s.width() >= 4096).isPresent()
          ? Optional.of(new MemoryShortage(6_000_000_000L, 2_000_000_000L))
          : Optional.empty();
    }

    private Pixels preview(GenerationRequest request) {
      return Pictures.pixels(
          request.toBuilder().size(new studio.bonsai.engine.ImageSize(64, 64)).build());
    }

    @Override
    public void close() {}
  }
}
