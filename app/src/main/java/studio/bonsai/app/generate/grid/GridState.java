// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How far a grid is.
 *
 * @param pictures by the cells' index, row by row
 * @param problems why a cell has no picture, by its index
 * @param sheet once all cells have been tried
 */
public record GridState(
    GridPlan plan,
    Map<Integer, Path> pictures,
    Map<Integer, String> problems,
    Optional<Path> sheet) {
  public GridState {
    pictures = Map.copyOf(pictures);
    problems = Map.copyOf(problems);
  }
}
