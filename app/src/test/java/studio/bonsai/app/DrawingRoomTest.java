// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.generate.DrawingJobs;
import studio.bonsai.app.generate.Sketcher;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.settings.ComputeChoice;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.store.StoredJobs;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.OpenModel;

class DrawingRoomTest {
  private static final long PATIENCE_S = 60;

  @TempDir Path home;

  private final Sketcher sketcher = new Sketcher();
  private final List<String> opening = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch loaded = new CountDownLatch(1);

  private Settings settings;
  private JobQueue queue;
  private DrawingRoom room;

  @BeforeEach
  void open() throws IOException {
    for (String name : List.of("one", "two", "three")) {
      Path model = Files.createDirectories(home.resolve("models").resolve(name));
      Files.writeString(model.resolve("model_index.json"), "{}");
    }
    Database database = Database.open(home.resolve("studio.db"));
    settings = new Settings(database);
    settings.text("generate.model", "").set("one");
    ComputeChoice compute = new ComputeChoice(settings, home);
    Engines engines = new Engines(this::open);
    DrawingJobs drawing = new DrawingJobs(engines, compute::options, compute::pictures);
    GridJobs grids = new GridJobs(engines, compute::options, compute::pictures, home);
    queue =
        new JobQueue(
            new StoredJobs(database), Map.of(DrawingJobs.KIND, drawing), Clock.systemUTC());
    ModelShelf shelf = new ModelShelf(List.of(home.resolve("models")));
    room = new DrawingRoom(settings, engines, queue, drawing, grids, compute, shelf);
    queue.start();
  }

  @AfterEach
  void close() {
    loaded.countDown();
    queue.close();
    room.close();
    settings.close();
  }

  /** Takes as long as the test likes. */
  private OpenModel open(Path model, EngineOptions options) {
    opening.add(model.getFileName().toString());
    begun.release();
    try {
      assertTrue(loaded.await(PATIENCE_S, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return sketcher.open(model, options);
  }

  private void awaitOpening() throws InterruptedException {
    assertTrue(begun.tryAcquire(PATIENCE_S, TimeUnit.SECONDS), "opened were " + opening);
  }

  @Test
  void aModelThatIsChosenIsOpenedBesideAndAQuickChangeDropsTheOneBefore()
      throws InterruptedException {
    room.warm();
    awaitOpening();
    settings.text("generate.model", "").set("two");
    settings.text("generate.model", "").set("three");
    assertEquals(List.of("one"), opening);
    loaded.countDown();
    awaitOpening();
    assertEquals(List.of("one", "three"), opening);
  }
}
