// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.JobReport;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.PictureFiles;

class DrawingJobsTest {
  private static final long PATIENCE_S = 60;

  @TempDir Path folder;

  private final Sketcher sketcher = new Sketcher();
  private final CancelToken cancel = new CancelToken();
  private final List<JobProgress> progress = new ArrayList<>();
  private String kept = "";

  /** What the queue would keep. */
  private final class Report implements JobReport {
    @Override
    public void accept(JobProgress now) {
      progress.add(now);
    }

    @Override
    public void keep(String payload) {
      kept = payload;
    }
  }

  private void run(String payload) {
    run(payload, folder.resolve("pictures"));
  }

  private void run(String payload, Path pictures) {
    Job job =
        new Job(
            1,
            DrawingJobs.KIND,
            "a hill",
            payload,
            JobState.RUNNING,
            JobProgress.none(),
            Optional.empty(),
            Instant.EPOCH);
    new DrawingJobs(new Engines(sketcher), EngineOptions::defaults, () -> pictures)
        .run(job, new Report(), cancel);
  }

  private static String order(String model, int count, int batch) {
    GenerationRequest request =
        GenerationRequest.builder("a hill").steps(4).count(count).batch(batch).build();
    return new DrawingOrder(Path.of(model), request).write();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long seed(Path file) {
    return PictureFiles.read(file).request().orElseThrow().seed().orElseThrow();
  }

  private void killAtStep(int last) {
    sketcher.beforeStep =
        step -> {
          if (step == last) {
            throw new CancellationException("killed");
          }
        };
  }

  @Test
  void aKilledBatchGoesOnWithTheSeedsThatItHad() {
    killAtStep(10);
    assertThrows(CancellationException.class, () -> run(order("toy", 5, 1)));
    assertEquals(2, DrawingOrder.read(kept).done());
    sketcher.beforeStep = step -> {};
    run(kept);
    assertEquals(5, files(folder).size());
    long seed = seed(files(folder).get(0));
    for (int i = 0; i < 5; i++) {
      assertEquals(seed + i, seed(files(folder).get(i)));
    }
    assertEquals(3, sketcher.asked.get(1).count());
  }

  @Test
  void aPictureThatWasNotCountedBeforeTheEndIsNotDrawnAgain() {
    run(order("toy", 3, 1));
    run(new DrawingOrder(Path.of("toy"), DrawingOrder.read(kept).request(), true, 1).write());
    assertEquals(4, files(folder).size());
    assertEquals(1, sketcher.asked.get(1).count());
    assertEquals(seed(files(folder).get(2)), seed(files(folder).get(3)));
  }

  @Test
  void whatIsAllDrawnIsNotDrawnAgain() {
    run(order("toy", 2, 1));
    run(kept);
    assertEquals(2, files(folder).size());
  }

  /** A batch that is computed in another size may round differently. */
  @Test
  void aBatchIsComputedWholeAndItsMissingPicturesAreKept() {
    run(order("toy", 4, 4));
    GenerationRequest request = DrawingOrder.read(kept).request();
    Path last = files(folder).get(3);
    assertTrue(last.toFile().delete());
    run(new DrawingOrder(Path.of("toy"), request, true, 3).write());
    assertEquals(4, sketcher.asked.get(1).count());
    assertEquals(4, files(folder).size());
    assertEquals(request.seed().orElseThrow() + 3, seed(files(folder).get(3)));
  }

  /** The same request, in one go and with a kill in between: the same bytes. */
  @Test
  void aKilledProcessLosesNoPictureAndDrawsNoneTwice() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DrawingStudio.class.getName(),
                folder.toString(),
                "11")
            .inheritIO()
            .start();
    assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS));
    assertEquals(9, process.exitValue());
    assertEquals(4, files(folder).size());
    try (DrawingStudio studio = new DrawingStudio(folder)) {
      assertEquals(JobState.WAITING, studio.queue.jobs().get(0).state());
      awaitEnd(studio);
      assertEquals(2, studio.sketcher.asked.get(0).count());
    }
    assertEquals(6, files(folder).size());
    Path whole = folder.resolve("whole");
    GenerationRequest request =
        GenerationRequest.builder("a hill")
            .steps(4)
            .count(6)
            .batch(2)
            .seed(seed(files(folder).get(0)))
            .build();
    run(new DrawingOrder(Path.of("toy"), request).write(), whole.resolve("pictures"));
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(
          Files.readAllBytes(files(whole).get(i)), Files.readAllBytes(files(folder).get(i)));
    }
  }

  private static void awaitEnd(DrawingStudio studio) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    studio.queue.listen(
        jobs -> {
          if (jobs.stream().allMatch(job -> job.state().isOver())) {
            over.countDown();
          }
        });
    studio.queue.start();
    assertTrue(over.await(PATIENCE_S, TimeUnit.SECONDS));
  }

  @Test
  void cancellingStopsWithinOneStepAndKeepsWhatIsDrawn() {
    List<Integer> seen = new ArrayList<>();
    sketcher.beforeStep =
        step -> {
          seen.add(step);
          if (step == 6) {
            cancel.cancel();
          }
        };
    assertThrows(CancellationException.class, () -> run(order("toy", 5, 1)));
    assertEquals(6, seen.get(seen.size() - 1));
    assertEquals(1, files(folder).size());
  }

  @Test
  void aModelThatCannotBeOpenedIsASentence() {
    EngineException e = assertThrows(EngineException.class, () -> run(order("broken", 1, 1)));
    assertEquals("broken has no U-Net; add it anew.", e.getMessage());
  }

  @Test
  void afterAnUnforeseenFailureTheModelIsOpenedAnew() {
    Engines engines = new Engines(sketcher);
    DrawingJobs jobs =
        new DrawingJobs(engines, EngineOptions::defaults, () -> folder.resolve("pictures"));
    sketcher.beforeStep =
        step -> {
          if (step == 2) {
            throw new OutOfMemoryError("no room");
          }
        };
    Job job =
        new Job(
            1,
            DrawingJobs.KIND,
            "a hill",
            order("toy", 1, 1),
            JobState.RUNNING,
            JobProgress.none(),
            Optional.empty(),
            Instant.EPOCH);
    assertThrows(OutOfMemoryError.class, () -> jobs.run(job, new Report(), cancel));
    jobs.run(job, new Report(), cancel);
    assertEquals(List.of("toy", "toy"), sketcher.opened);
  }

  @Test
  void aFolderThatTakesNoPicturesIsSaidBeforeAnythingIsDrawn() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    EngineException e =
        assertThrows(EngineException.class, () -> run(order("toy", 1, 1), file.resolve("in")));
    assertTrue(e.getMessage().contains("name another folder"), e::getMessage);
    assertTrue(sketcher.opened.isEmpty());
  }

  @Test
  void progressGrowsOverAllPictures() {
    run(order("toy", 3, 2));
    double last = 0;
    for (JobProgress p : progress) {
      assertTrue(p.done().orElse(last) >= last - 1e-9, "progress went back");
      last = p.done().orElse(last);
    }
    assertEquals(1, last, 1e-9);
    assertTrue(progress.stream().anyMatch(p -> p.stage().equals("Picture 3 of 3")));
  }
}
