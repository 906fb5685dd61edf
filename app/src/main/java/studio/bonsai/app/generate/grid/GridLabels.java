// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.PictureSheet;

/** What stands beside columns and rows, on the window and on the sheet. */
final class GridLabels {
  private final Texts texts;

  GridLabels(Texts texts) {
    this.texts = texts;
  }

  String kind(AxisKind kind) {
    return texts.get("kind." + kind.name());
  }

  List<String> of(GridAxis axis) {
    return axis.values().stream().map(value -> of(axis.kind(), value)).toList();
  }

  private String of(AxisKind kind, String value) {
    return kind.isNumber() ? texts.get("label", kind(kind), value) : value;
  }

  PictureSheet sheet(GridState state) {
    GridPlan plan = state.plan();
    return new PictureSheet(
        plan.base().prompt(),
        of(plan.x()),
        of(plan.y()),
        plan.cells().stream().map(plan::index).map(i -> cell(state, i)).toList());
  }

  private PictureSheet.Cell cell(GridState state, int index) {
    return state.pictures().containsKey(index)
        ? new PictureSheet.Drawn(state.pictures().get(index))
        : new PictureSheet.Missing(state.problems().getOrDefault(index, ""));
  }

  /** What the sheet remembers, in the web UI's words. */
  static Map<String, String> settings(GridPlan plan) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("Script", "X/Y/Z plot");
    put(settings, "X", plan.x());
    put(settings, "Y", plan.y());
    return settings;
  }

  private static void put(Map<String, String> settings, String side, GridAxis axis) {
    if (axis.kind() != AxisKind.NONE) {
      settings.put(side + " Type", axis.kind().webUiName());
      settings.put(side + " Values", WordList.write(axis.values()));
    }
  }
}
