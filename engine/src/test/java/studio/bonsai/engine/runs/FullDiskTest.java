// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.LoraSettings;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.ModelMaker;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.TrainingEvent.StepFinished;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.cli.Main;

/** A real disk that takes no more, as far as a process can see: its files may not grow further. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  private static final Optional<DeviceName> CPU = Optional.of(DeviceName.cpu());

  /** Less than a state, more than all else that a run writes; shells count 512 or 1024 bytes. */
  private static final String LIMIT = "100";

  @TempDir private Path folder;

  private Path stoppedAfterThree() {
    Path run = folder.resolve("run");
    LoraSettings lora = new LoraSettings(Layers.ofUNet(), Optional.empty());
    Diffusion goal = new Diffusion(EmbeddedModel.folder(), false, false, Optional.of(lora));
    Path pictures = SmallRuns.pictures(folder.resolve("pictures"));
    CancelToken cancel = new CancelToken();
    assertThrows(
        CancellationException.class,
        () ->
            ModelMaker.train(
                SmallRuns.request(goal, pictures, 4, 1e-4),
                run,
                CPU,
                event -> {
                  if (event instanceof StepFinished step && step.step() == 3) {
                    cancel.cancel();
                  }
                },
                new PauseSwitch(),
                cancel));
    return run;
  }

  private static List<String> checkpoints(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aRunStopsWithOneSentenceAndItsLastStateIsIntact() throws Exception {
    Path run = stoppedAfterThree();
    Path last = run.resolve("checkpoints/step-00000003.safetensors");
    byte[] state = Files.readAllBytes(last);
    List<String> before = checkpoints(run);
    List<String> said = resumeOnAFullDisk(run);
    String wanted =
        "bonsai: Cannot write "
            + run.resolve("checkpoints/step-00000004.safetensors")
            + ": File too large.";
    assertEquals(wanted, said.get(said.size() - 1), said::toString);
    assertTrue(said.stream().noneMatch(line -> line.startsWith("\tat ")), said::toString);
    assertArrayEquals(state, Files.readAllBytes(last));
    assertEquals(before, checkpoints(run));
    ModelMaker.resume(run, CPU, event -> {}, new PauseSwitch(), CancelToken.none());
    assertTrue(Files.exists(run.resolve("lora.safetensors")));
  }

  private static List<String> resumeOnAFullDisk(Path run) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f " + LIMIT + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "--device",
                "cpu",
                "--resume",
                run.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), out);
    return out.lines().toList();
  }
}
