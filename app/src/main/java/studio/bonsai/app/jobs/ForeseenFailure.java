// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.Locale;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.EngineException;

/** Words for failures whose own sentence says what to do, but says it in English. */
public final class ForeseenFailure {
  private ForeseenFailure() {}

  /** What to do in the user's language, and the failure's own sentence. */
  public static String sentence(RuntimeException failure) {
    return sentence(failure, Locale.getDefault());
  }

  static String sentence(RuntimeException failure, Locale locale) {
    if (failure instanceof SpokenFailure) {
      return failure.getMessage();
    }
    EngineException.Kind kind =
        failure instanceof EngineException e ? e.kind() : EngineException.Kind.OTHER;
    return Texts.of(ForeseenFailure.class, locale).get("failure." + kind, failure.getMessage());
  }
}
