// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.StoredJobs;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;

/** The part of the studio that draws, without a window. As a program of its own it is killed. */
final class DrawingStudio implements AutoCloseable {
  final Sketcher sketcher = new Sketcher();
  final DrawingJobs drawing;
  final JobQueue queue;

  DrawingStudio(Path folder) {
    drawing =
        new DrawingJobs(
            new Engines(sketcher), EngineOptions::defaults, () -> folder.resolve("pictures"));
    queue =
        new JobQueue(
            new StoredJobs(Database.open(folder.resolve("studio.db"))),
            Map.of(DrawingJobs.KIND, drawing),
            Clock.systemUTC());
  }

  Job add(String model, GenerationRequest request) {
    return queue.add(
        DrawingJobs.KIND, request.prompt(), new DrawingOrder(Path.of(model), request).write());
  }

  @Override
  public void close() {
    queue.close();
  }

  /**
   * Draws six pictures in batches of two, and is gone at a step.
   *
   * @param args the folder, and the step
   */
  public static void main(String[] args) throws InterruptedException {
    DrawingStudio studio = new DrawingStudio(Path.of(args[0]));
    int last = Integer.parseInt(args[1]);
    studio.sketcher.beforeStep =
        step -> {
          if (step == last) {
            // As a kill does: nothing is tidied up.
            Runtime.getRuntime().halt(9);
          }
        };
    studio.add("toy", GenerationRequest.builder("a hill").steps(4).count(6).batch(2).build());
    studio.queue.start();
    Thread.currentThread().join();
  }
}
