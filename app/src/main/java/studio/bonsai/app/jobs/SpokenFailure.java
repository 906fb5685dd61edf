// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import studio.bonsai.engine.EngineException;

/** A failure whose sentence is in the user's language already. */
public final class SpokenFailure extends EngineException {
  private static final long serialVersionUID = 1L;

  public SpokenFailure(String sentence) {
    super(sentence);
  }

  public SpokenFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
