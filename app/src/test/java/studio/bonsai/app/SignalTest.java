// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import studio.bonsai.app.generate.DrawingJobs;
import studio.bonsai.app.generate.DrawingOrder;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobProgress;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.StoredJobs;
import studio.bonsai.engine.GenerationRequest;

/** The whole program, ended as a system that shuts down ends it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that asks")
class SignalTest {
  private static final long PATIENCE_S = 120;

  /** What the tests' own window runs with. */
  private static final List<String> PROPERTIES =
      List.of(
          "glass.platform",
          "monocle.platform",
          "prism.order",
          "headless.geometry",
          "javafx.cachedir",
          "bonsai.assets");

  @TempDir Path home;

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    PROPERTIES.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.add("-Dbonsai.data=" + home.resolve("data"));
    command.add("-Duser.home=" + home);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("output").toFile())
        .start();
  }

  private static Job drawing() {
    Path model = Path.of(System.getProperty("bonsai.assets"), "models", "bonsai-emoji");
    GenerationRequest request = GenerationRequest.builder("a red apple").count(10_000).build();
    return new Job(
        1,
        DrawingJobs.KIND,
        "a red apple",
        new DrawingOrder(model, request).write(),
        JobState.WAITING,
        JobProgress.none(),
        Optional.empty(),
        Instant.now());
  }

  @Test
  void whatIsBeingDrawnIsPutBackInOrder()
      throws IOException, InterruptedException, TimeoutException {
    StoredJobs jobs = new StoredJobs(Database.open(home.resolve("data/studio.db")));
    jobs.save(List.of(drawing()));
    Process studio = start();
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_S, TimeUnit.SECONDS, () -> jobs.load().get(0).state() == JobState.RUNNING);
      studio.destroy();
      assertTrue(studio.waitFor(PATIENCE_S, TimeUnit.SECONDS), "it does not end");
    } finally {
      studio.destroyForcibly();
    }
    assertEquals(JobState.WAITING, jobs.load().get(0).state());
    String log = log();
    assertTrue(log.contains("window after"), log);
    assertFalse(log.contains("Exception"), log);
  }

  private String log() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.newDirectoryStream(home.resolve("data/logs"), "*.log")) {
      for (Path file : files) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
