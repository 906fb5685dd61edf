// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A piece of work as it stands; a change makes a new one with the same id.
 *
 * @param id never given twice
 * @param kind names the {@link JobKind} that can do it
 * @param title one line for the user, as the prompt
 * @param payload what the kind needs to do it, in a form of its own that outlives the program
 * @param message why it failed, in a sentence with what to do; empty otherwise
 */
public record Job(
    long id,
    String kind,
    String title,
    String payload,
    JobState state,
    JobProgress progress,
    Optional<String> message,
    Instant added) {
  public Job {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(progress, "progress");
  }

  Job in(JobState next) {
    return new Job(id, kind, title, payload, next, JobProgress.none(), Optional.empty(), added);
  }

  Job failed(String reason) {
    return new Job(id, kind, title, payload, JobState.FAILED, progress, Optional.of(reason), added);
  }

  Job at(JobProgress next) {
    return new Job(id, kind, title, payload, state, next, message, added);
  }

  Job keeping(String next) {
    return new Job(id, kind, title, next, state, progress, message, added);
  }
}
