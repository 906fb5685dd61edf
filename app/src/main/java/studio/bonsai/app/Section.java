// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.util.List;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import studio.bonsai.app.help.Shortcut;

/** One of the window's places, with a button in the rail. */
public interface Section {
  /** Stays the same over versions: settings and tests name it. */
  String id();

  /** In the user's language. */
  String title();

  Ikon icon();

  /** Built when it is first asked for, then always the same. */
  Node content();

  /** What the keyboard does here, for the sheet of shortcuts. */
  default List<Shortcut> shortcuts() {
    return List.of();
  }

  /** It has just come into view. */
  default void shown() {}
}
