// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.PictureFiles;

class GridJobsTest {
  private static final GridAxis STEPS = new GridAxis(AxisKind.STEPS, List.of("4", "8"));
  private static final GridAxis GUIDANCE = new GridAxis(AxisKind.GUIDANCE, List.of("1", "2", "3"));

  @TempDir Path folder;

  private final ToyModel.Opener opener = new ToyModel.Opener();
  private final CancelToken cancel = new CancelToken();
  private final List<JobProgress> progress = new ArrayList<>();

  private static Job job(GridPlan plan) {
    return new Job(
        1,
        GridJobs.KIND,
        "grid",
        GridPlanJson.write(plan),
        JobState.RUNNING,
        JobProgress.none(),
        Optional.empty(),
        Instant.EPOCH);
  }

  /** Jobs as after a start of the program. */
  private GridJobs jobs() {
    return new GridJobs(
        new Engines(opener),
        EngineOptions::defaults,
        () -> folder.resolve("pictures"),
        folder.resolve("grids"));
  }

  private GridState run(GridPlan plan) {
    GridJobs jobs = jobs();
    jobs.run(job(plan), progress::add, cancel);
    return jobs.state(job(plan));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyCellIsAPictureOfItsOwnAndTheSheetComesLast() throws Exception {
    GridState state = run(GridPlanTest.plan(STEPS, GUIDANCE));
    assertEquals(6, state.pictures().size());
    assertEquals(7, files().size());
    var cell = PictureFiles.read(state.pictures().get(3)).request().orElseThrow();
    assertEquals(8, cell.steps().orElseThrow());
    assertEquals(2, cell.guidanceScale().orElseThrow());
    assertEquals("00007-grid.png", state.sheet().orElseThrow().getFileName().toString());
    assertEquals(1, opener.opened.size());
  }

  @Test
  void theSheetRemembersItsAxes() throws Exception {
    Path sheet = run(GridPlanTest.plan(STEPS, GUIDANCE)).sheet().orElseThrow();
    String text = Files.readString(sheet, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("X Type: Steps, X Values: \"4, 8\""), "the parameters' text");
    assertTrue(text.contains("Y Type: CFG Scale, Y Values: \"1, 2, 3\""), "the parameters' text");
  }

  @Test
  void aKilledGridGoesOnAtTheFirstCellWithoutAPicture() throws Exception {
    GridPlan plan = GridPlanTest.plan(STEPS, GUIDANCE);
    opener.beforeEach =
        () -> {
          if (opener.drawn.size() == 2) {
            throw new CancellationException("killed");
          }
        };
    assertThrows(CancellationException.class, () -> run(plan));
    assertEquals(2, jobs().state(job(plan)).pictures().size());
    opener.beforeEach = () -> {};
    GridState state = run(plan);
    assertEquals(6, opener.drawn.size());
    assertEquals(6, state.pictures().size());
    assertEquals(7, files().size());
  }

  @Test
  void cancellingKeepsWhatIsDrawn() {
    GridPlan plan = GridPlanTest.plan(STEPS, GUIDANCE);
    opener.beforeEach =
        () -> {
          if (opener.drawn.size() == 1) {
            cancel.cancel();
          }
        };
    assertThrows(CancellationException.class, () -> run(plan));
    assertEquals(1, jobs().state(job(plan)).pictures().size());
    assertTrue(jobs().state(job(plan)).sheet().isEmpty());
  }

  @Test
  void aPictureThatWasDeletedIsDrawnAnew() throws Exception {
    GridPlan plan = GridPlanTest.plan(STEPS, GridAxis.NONE);
    Files.delete(run(plan).pictures().get(1));
    assertEquals(2, run(plan).pictures().size());
    assertEquals(3, opener.drawn.size());
  }

  @Test
  void aCellThatFailsSaysWhyAndTheOthersGoOn() throws Exception {
    GridPlan plan =
        GridPlanTest.plan(new GridAxis(AxisKind.STEPS, List.of("4", "13", "8")), GridAxis.NONE);
    EngineException e = assertThrows(EngineException.class, () -> run(plan));
    assertTrue(e.getMessage().startsWith("1 of 3 pictures"), e::getMessage);
    GridState state = jobs().state(job(plan));
    assertEquals(2, state.pictures().size());
    assertEquals("13 steps bring bad luck", state.problems().get(1));
    assertTrue(Files.exists(state.sheet().orElseThrow()));
  }

  @Test
  void anotherTryDrawsOnlyWhatIsMissingAndTheSheetAnew() {
    List<Boolean> lucky = new ArrayList<>();
    opener.beforeEach =
        () -> {
          if (opener.drawn.size() == 1 && lucky.isEmpty()) {
            lucky.add(true);
            throw new IllegalStateException("CUDA out of memory");
          }
        };
    GridPlan plan = GridPlanTest.plan(STEPS, GridAxis.NONE);
    assertThrows(EngineException.class, () -> run(plan));
    GridState failed = jobs().state(job(plan));
    assertTrue(failed.problems().get(1).startsWith("The memory is full"));
    GridState state = run(plan);
    assertTrue(state.problems().isEmpty());
    assertEquals(2, opener.drawn.size());
    assertFalse(state.sheet().equals(failed.sheet()));
  }

  @Test
  void aModelThatCannotBeOpenedIsTriedOnce() {
    GridModel broken = new GridModel("Broken", Path.of("broken"));
    GridPlan plan =
        new GridPlan(
            "id",
            GridPlanTest.BASE,
            GridPlanTest.TINY,
            List.of(GridPlanTest.TINY, broken),
            new GridAxis(AxisKind.MODEL, List.of("Broken", "Tiny")),
            GUIDANCE);
    assertThrows(EngineException.class, () -> run(plan));
    assertEquals(List.of("broken", "tiny"), opener.opened);
    assertEquals(3, jobs().state(job(plan)).pictures().size());
    assertEquals("broken has no U-Net.", jobs().state(job(plan)).problems().get(4));
  }

  @Test
  void whenNothingCanBeDrawnTheReasonIsTheJobs() {
    GridPlan plan = GridPlanTest.plan(new GridAxis(AxisKind.STEPS, List.of("13")), GridAxis.NONE);
    EngineException e = assertThrows(EngineException.class, () -> run(plan));
    assertEquals("13 steps bring bad luck", e.getMessage());
    assertFalse(Files.exists(folder.resolve("pictures")));
  }

  @Test
  void progressGrowsOverAllCells() {
    run(GridPlanTest.plan(STEPS, GUIDANCE));
    double last = 0;
    for (JobProgress p : progress) {
      if (p.done().isPresent()) {
        assertTrue(p.done().getAsDouble() >= last - 1e-9, "progress went back");
        last = p.done().getAsDouble();
      }
    }
    assertEquals(1, last, 1e-9);
    assertTrue(progress.get(progress.size() - 1).timeLeft().isPresent());
  }
}
