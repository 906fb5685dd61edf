// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import studio.bonsai.app.store.Settings;

/** The prompts that were drawn, and the one that is being written. */
final class PromptHistory {
  private static final int LONGEST = 200;

  /** Newest last. */
  private final ObjectProperty<List<PromptPair>> drawn;

  private int place;
  private PromptPair draft = PromptPair.EMPTY;

  PromptHistory(Settings settings) {
    drawn =
        settings.value("generate.history", List.of(), PromptPair::readAll, PromptPair::writeAll);
    place = drawn.get().size();
  }

  List<PromptPair> drawn() {
    return drawn.get();
  }

  /** Keeps what is drawn; the same again moves to the end. */
  void add(PromptPair pair) {
    if (!pair.isBlank()) {
      List<PromptPair> now = new ArrayList<>(drawn.get());
      now.remove(pair);
      now.add(pair);
      drawn.set(List.copyOf(now.subList(Math.max(0, now.size() - LONGEST), now.size())));
    }
    place = drawn.get().size();
  }

  /**
   * The prompt before the one that is shown.
   *
   * @param shown is kept when it is a draft
   */
  PromptPair older(PromptPair shown) {
    keepDraft(shown);
    boolean sameAsNewest =
        place == drawn.get().size() && place > 0 && drawn.get().get(place - 1).equals(shown);
    place = Math.max(0, place - (sameAsNewest ? 2 : 1));
    return at(shown);
  }

  /** The prompt after the one that is shown; the draft at the end. */
  PromptPair newer(PromptPair shown) {
    keepDraft(shown);
    if (place < drawn.get().size()) {
      place++;
    }
    return at(shown);
  }

  private void keepDraft(PromptPair shown) {
    if (place >= drawn.get().size() || !drawn.get().get(place).equals(shown)) {
      draft = shown;
      place = drawn.get().size();
    }
  }

  private PromptPair at(PromptPair shown) {
    if (drawn.get().isEmpty()) {
      return shown;
    }
    return place < drawn.get().size() ? drawn.get().get(place) : draft;
  }
}
