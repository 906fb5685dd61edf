// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import studio.bonsai.app.generate.ask.SamplerSkills;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;

/**
 * Everything that a grid is drawn from.
 *
 * @param id its own, over all grids and restarts
 * @param base what all cells have in common, for one picture of a given seed
 * @param model that draws, unless an axis says another
 * @param models those that an axis names
 * @param x varies from column to column
 * @param y varies from row to row
 */
public record GridPlan(
    String id,
    GenerationRequest base,
    GridModel model,
    List<GridModel> models,
    GridAxis x,
    GridAxis y) {
  public GridPlan {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    models = List.copyOf(models);
    if (base.seed().isEmpty() || base.count() != 1) {
      throw new IllegalArgumentException("a grid's pictures share one given seed");
    }
  }

  int columns() {
    return x.size();
  }

  int rows() {
    return y.size();
  }

  /** How many pictures it is. */
  public int count() {
    return columns() * rows();
  }

  /** Where a cell stands among all, row by row. */
  int index(GridCell cell) {
    return cell.row() * columns() + cell.column();
  }

  /** All cells row by row. */
  List<GridCell> cells() {
    List<GridCell> cells = new ArrayList<>();
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns(); column++) {
        cells.add(cell(column, row));
      }
    }
    return cells;
  }

  /** All cells in the order in which they are drawn: each model is opened but once. */
  List<GridCell> drawingOrder() {
    List<GridModel> order = cells().stream().map(GridCell::model).distinct().toList();
    return cells().stream()
        .sorted(Comparator.comparingInt(cell -> order.indexOf(cell.model())))
        .toList();
  }

  private GridCell cell(int column, int row) {
    String xValue = x.values().get(column);
    String yValue = y.values().get(row);
    GridModel drawing = model;
    if (x.kind() == AxisKind.MODEL) {
      drawing = named(xValue);
    } else if (y.kind() == AxisKind.MODEL) {
      drawing = named(yValue);
    }
    return new GridCell(column, row, drawing, fitting(y.apply(x.apply(base, xValue), yValue)));
  }

  /** Without what its sampler does not know: that is asked of the other samplers alone. */
  private static GenerationRequest fitting(GenerationRequest request) {
    GenerationRequestBuilder fitting = request.toBuilder();
    request
        .sampler()
        .ifPresent(
            sampler -> {
              if (!SamplerSkills.hasEta(sampler)) {
                fitting.eta(0);
              }
              if (!SamplerSkills.hasKarras(sampler)) {
                fitting.karras(false);
              }
            });
    return fitting.build();
  }

  /** For each model's folder the request that takes most memory of it. */
  public Map<Path, GenerationRequest> heaviest() {
    return cells().stream()
        .collect(
            Collectors.toMap(
                cell -> cell.model().folder(),
                GridCell::request,
                BinaryOperator.maxBy(Comparator.comparingDouble(GridPlan::pixels)),
                LinkedHashMap::new));
  }

  /** Where a request leaves the size to the model, all of them do. */
  private static double pixels(GenerationRequest request) {
    return request.size().map(ImageSize::pixels).orElse(0L);
  }

  private GridModel named(String name) {
    return models.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the grid knows no model " + name));
  }
}
