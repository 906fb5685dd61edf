// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.time.Duration;
import java.util.function.Consumer;
import studio.bonsai.engine.DownloadProgress;
import studio.bonsai.engine.DownloadProgress.Phase;

/** Tells of bytes as they come, a few times a second at most. */
final class ProgressTeller {
  private final Consumer<DownloadProgress> listener;
  private final long total;
  private final TransferPace pace = new TransferPace(System::nanoTime);
  private long done;

  ProgressTeller(Consumer<DownloadProgress> listener, long total) {
    this.listener = listener;
    this.total = total;
  }

  void fetched(long bytes) {
    done = bytes;
    if (pace.note(bytes) || bytes == total) {
      tell(Phase.FETCHING, Duration.ZERO);
    }
  }

  void waiting(Duration wait) {
    pace.pause();
    tell(Phase.WAITING, wait);
  }

  void checking() {
    tell(Phase.CHECKING, Duration.ZERO);
    pace.pause();
  }

  private void tell(Phase phase, Duration wait) {
    listener.accept(
        new DownloadProgress(
            done, total, pace.bytesPerSecond(), pace.left(total - done), phase, wait));
  }
}
