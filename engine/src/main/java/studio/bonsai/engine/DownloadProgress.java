// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a download is.
 *
 * @param done bytes that are there
 * @param total bytes
 * @param bytesPerSecond of late; 0 while nothing is known
 * @param left until it is done, as it goes now; empty while nothing is known
 * @param phase what it is at
 * @param pause before it tries again; zero unless it waits
 */
public record DownloadProgress(
    long done,
    long total,
    double bytesPerSecond,
    Optional<Duration> left,
    Phase phase,
    Duration pause) {

  /** What a download is at. */
  public enum Phase {
    FETCHING,
    /** For the server, after a failure. */
    WAITING,
    /** The bytes against the hub's checksums. */
    CHECKING
  }

  /** 0 to 1. */
  public double share() {
    return total == 0 ? 1 : (double) done / total;
  }
}
