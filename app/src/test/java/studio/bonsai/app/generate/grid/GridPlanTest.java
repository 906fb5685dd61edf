// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;

class GridPlanTest {
  static final GridModel TINY = new GridModel("Tiny", Path.of("tiny"));
  static final GridModel SMALL = new GridModel("Small", Path.of("small"));
  static final GenerationRequest BASE =
      GenerationRequest.builder("a red tree").negativePrompt("red").seed(5).build();

  static GridPlan plan(GridAxis x, GridAxis y) {
    return new GridPlan("id", BASE, TINY, List.of(TINY, SMALL), x, y);
  }

  @Test
  void thereIsACellForEachPair() {
    GridPlan plan =
        plan(
            new GridAxis(AxisKind.STEPS, List.of("4", "8", "12")),
            new GridAxis(AxisKind.GUIDANCE, List.of("1", "2.5")));
    assertEquals(6, plan.count());
    GridCell cell = plan.cells().get(4);
    assertEquals(1, cell.column());
    assertEquals(1, cell.row());
    assertEquals(8, cell.request().steps().orElseThrow());
    assertEquals(2.5, cell.request().guidanceScale().orElseThrow());
    assertEquals(5, cell.request().seed().orElseThrow());
    assertEquals(4, plan.index(cell));
  }

  @Test
  void eachModelIsOpenedOnce() {
    GridPlan plan =
        plan(
            new GridAxis(AxisKind.MODEL, List.of("Small", "Tiny")),
            new GridAxis(AxisKind.STEPS, List.of("4", "8")));
    assertEquals(
        List.of(SMALL, SMALL, TINY, TINY),
        plan.drawingOrder().stream().map(GridCell::model).toList());
    assertEquals(List.of(0, 2, 1, 3), plan.drawingOrder().stream().map(plan::index).toList());
  }

  @Test
  void wordsAreReplacedInBothPrompts() {
    GridPlan plan = plan(new GridAxis(AxisKind.PROMPT, List.of("red", "blue")), GridAxis.NONE);
    assertEquals("a red tree", plan.cells().get(0).request().prompt());
    assertEquals("a blue tree", plan.cells().get(1).request().prompt());
    assertEquals("blue", plan.cells().get(1).request().negativePrompt());
  }

  @Test
  void aPlanSurvivesTheQueue() {
    GridPlan plan =
        plan(
            new GridAxis(AxisKind.MODEL, List.of("Small", "Tiny")),
            new GridAxis(AxisKind.VARIATION, List.of("0", "0.5")));
    assertEquals(plan, GridPlanJson.read(GridPlanJson.write(plan)));
    assertEquals(plan.cells(), GridPlanJson.read(GridPlanJson.write(plan)).cells());
  }

  @Test
  void whatIsNoPlanIsRefused() {
    assertThrows(EngineException.class, () -> GridPlanJson.read("{"));
    assertThrows(EngineException.class, () -> GridPlanJson.read("{\"id\":\"x\"}"));
  }
}
