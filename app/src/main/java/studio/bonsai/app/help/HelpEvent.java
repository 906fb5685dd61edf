// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.help;

import javafx.event.Event;
import javafx.event.EventType;

/** Asks the window for help; bubbles up from wherever it was asked. */
public final class HelpEvent extends Event {
  private static final long serialVersionUID = 1;

  public static final EventType<HelpEvent> ANY = new EventType<>(Event.ANY, "HELP");
  public static final EventType<HelpEvent> TOUR = new EventType<>(ANY, "HELP_TOUR");
  public static final EventType<HelpEvent> SHORTCUTS = new EventType<>(ANY, "HELP_SHORTCUTS");

  public HelpEvent(EventType<HelpEvent> type) {
    super(type);
  }
}
