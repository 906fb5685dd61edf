// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

/** How far a job is. */
public enum JobState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether nothing more happens to it by itself. */
  public boolean isOver() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
