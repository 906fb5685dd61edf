// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.time.Duration;
import java.util.List;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;

/**
 * How fast pictures come, as time grows with steps and pixels.
 *
 * @param nanosPerStepAndPixel above 0
 */
public record GridPace(double nanosPerStepAndPixel) {
  public GridPace {
    if (!(nanosPerStepAndPixel > 0)) {
      throw new IllegalArgumentException("a picture takes time, got " + nanosPerStepAndPixel);
    }
  }

  /** As one picture came. */
  public static GridPace of(GeneratedImage image) {
    GenerationRequest request = image.request();
    double work = (double) request.steps().orElse(1) * request.size().orElseThrow().pixels();
    return new GridPace(Math.max(1, image.time().toNanos()) / work);
  }

  /** A measure of how long a request takes, in steps times pixels. */
  static double work(GenerationRequest request, ModelDefaults defaults) {
    ImageSize size = request.size().orElse(defaults.size());
    return (double) request.steps().orElse(defaults.steps()) * size.pixels();
  }

  static double work(List<GridCell> cells, ModelDefaults defaults) {
    return cells.stream().mapToDouble(cell -> work(cell.request(), defaults)).sum();
  }

  Duration time(double work) {
    return Duration.ofNanos(Math.round(work * nanosPerStepAndPixel));
  }
}
