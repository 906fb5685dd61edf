// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DeviceName;
import studio.bonsai.engine.ModelMaker;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.TrainingEvent;

/** A process of its own that begins a small run, or goes on with it; made to be killed. */
public final class RunProcess {
  private RunProcess() {}

  /**
   * @param args the run's folder, the pictures' folder, the number of steps
   */
  public static void main(String[] args) {
    Path run = Path.of(args[0]);
    Consumer<TrainingEvent> told = event -> System.out.println(event.getClass().getSimpleName());
    Optional<DeviceName> device = Optional.of(DeviceName.cpu());
    if (Files.exists(run.resolve("settings.json"))) {
      ModelMaker.resume(run, device, told, new PauseSwitch(), CancelToken.none());
    } else {
      ModelMaker.train(
          SmallRuns.request(Path.of(args[1]), Long.parseLong(args[2])),
          run,
          device,
          told,
          new PauseSwitch(),
          CancelToken.none());
    }
  }
}
