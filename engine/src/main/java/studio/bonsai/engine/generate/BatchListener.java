// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import java.util.Optional;
import java.util.function.Supplier;
import studio.bonsai.engine.Pixels;

/** Hears of the making of one batch. */
public interface BatchListener {
  /** A stretch of work without steps begins. */
  void onPhase(String name);

  /**
   * A step is done.
   *
   * @param done network calls made so far, 1 to total
   * @param preview of the first picture; valid until the call returns
   */
  void onStep(int done, int total, Optional<Supplier<Pixels>> preview);

  /** Hears nothing. */
  static BatchListener silent() {
    return new BatchListener() {
      @Override
      public void onPhase(String name) {
        // Whoever asks for silence tells of phases of its own.
      }

      @Override
      public void onStep(int done, int total, Optional<Supplier<Pixels>> preview) {
        // Nor of steps.
      }
    };
  }
}
