// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.time.Duration;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.text.Times;

/** Says in the user's language how far a drawing is. */
public final class StageWords {
  private static final int MOMENT_MS = 500;

  private final Texts texts = Texts.of(StageWords.class);

  public String opening(String model) {
    return texts.get("stage.open", model);
  }

  /**
   * @param number from 1
   */
  public String picture(int number, int count) {
    return texts.get("stage.picture", number, count);
  }

  /**
   * @param name as the engine says it
   */
  public String phase(String name) {
    return switch (name) {
      case "reading the prompt" -> texts.get("stage.prompt");
      case "denoising" -> texts.get("stage.begin");
      case "decoding" -> texts.get("stage.decode");
      default -> name;
    };
  }

  /** As in "3 min left". */
  String left(Duration time) {
    return time.toMillis() < MOMENT_MS
        ? texts.get("left.moment")
        : texts.get("left", Times.words(time));
  }

  /** Of one step. */
  String pace(Duration step) {
    long ms = step.toMillis();
    return ms < 1000 ? texts.get("pace.ms", ms) : texts.get("pace.s", ms / 1000.0);
  }
}
