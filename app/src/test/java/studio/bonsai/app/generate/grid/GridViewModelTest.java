// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;

class GridViewModelTest {
  @TempDir Path folder;
  private GridStudio studio;
  private GridViewModel model;

  @BeforeEach
  void open() throws TimeoutException {
    // The queue's news come over the FX thread.
    FxToolkit.registerPrimaryStage();
    studio = new GridStudio(folder, new ToyModel.Opener());
    model = studio.model;
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private void ask() {
    studio.ask(GenerationRequest.of("a red tree"));
  }

  @Test
  void withoutARequestThereIsNoPlan() {
    assertTrue(model.planProperty().get().isEmpty());
    ask();
    assertEquals(9, model.planProperty().get().orElseThrow().count());
  }

  @Test
  void aTypingErrorIsSaidAndTakesThePlanAway() {
    ask();
    model.x().typedProperty().set("10, twenty");
    assertTrue(model.x().problemProperty().get().orElseThrow().contains("twenty"));
    assertTrue(model.planProperty().get().isEmpty());
    model.x().typedProperty().set("10, 20");
    assertEquals(6, model.planProperty().get().orElseThrow().count());
    assertTrue(model.x().problemProperty().get().isEmpty());
  }

  @Test
  void bothAxesMayNotVaryTheSame() {
    ask();
    model.y().kindProperty().set(AxisKind.STEPS);
    model.y().typedProperty().set("5");
    assertTrue(model.y().problemProperty().get().orElseThrow().startsWith("Both axes"));
    assertTrue(model.planProperty().get().isEmpty());
  }

  @Test
  void tooManyPicturesAreRefused() {
    ask();
    model.x().typedProperty().set("1-50");
    model.y().typedProperty().set("1-50");
    assertTrue(model.y().problemProperty().get().orElseThrow().startsWith("2,500 pictures"));
  }

  @Test
  void theTimeIsEstimatedFromStepsAndPixels() {
    studio.ask(GenerationRequest.builder("x").size(new ImageSize(64, 64)).build());
    assertTrue(model.estimate().isEmpty(), "no picture has come");
    model.paceProperty().set(Optional.of(new GridPace(1e9 / 4096)));
    assertEquals(Duration.ofSeconds(3 * (10 + 20 + 30)), model.estimate().orElseThrow());
  }

  @Test
  void swappingTurnsTheTable() {
    ask();
    model.x().typedProperty().set("4, 8");
    model.swap();
    GridPlan plan = model.planProperty().get().orElseThrow();
    assertEquals(AxisKind.GUIDANCE, plan.x().kind());
    assertEquals(List.of("4", "8"), plan.y().values());
  }

  @Test
  void allModelsAndSamplersAreOffered() {
    ask();
    model.x().kindProperty().set(AxisKind.MODEL);
    assertEquals(List.of("Tiny", "Small"), model.x().offeredProperty().get());
    model.x().takeAll();
    assertEquals("Tiny, Small", model.x().typedProperty().get());
    assertEquals(6, model.planProperty().get().orElseThrow().count());
  }

  @Test
  void anOpenSeedIsDrawnOnceForAllCells() {
    ask();
    model.draw();
    GridPlan plan = GridPlanJson.read(studio.queue.jobs().get(0).payload());
    assertEquals(42, plan.base().seed().orElseThrow());
    studio.ask(GenerationRequest.builder("a").seed(7).count(4).batch(2).build());
    model.draw();
    GridPlan second = GridPlanJson.read(studio.queue.jobs().get(1).payload());
    assertEquals(7, second.base().seed().orElseThrow());
    assertEquals(1, second.base().count());
    assertFalse(plan.id().equals(second.id()));
  }

  @Test
  void whatIsTypedIsThereAgain() {
    model.x().kindProperty().set(AxisKind.SEED);
    model.x().typedProperty().set("1-4");
    model.paceProperty().set(Optional.of(new GridPace(12.5)));
    studio.close();
    studio = new GridStudio(folder, new ToyModel.Opener());
    assertEquals(AxisKind.SEED, studio.model.x().kindProperty().get());
    assertEquals("1-4", studio.model.x().typedProperty().get());
    assertEquals(new GridPace(12.5), studio.model.paceProperty().get().orElseThrow());
  }
}
