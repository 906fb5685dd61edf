// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/** One of the window's places, with a button in the rail. */
public interface Section {
  /** Stays the same over versions: settings and tests name it. */
  String id();

  /** In the user's language. */
  String title();

  Ikon icon();

  /** Built when it is first asked for, then always the same. */
  Node content();

  /** It has just come into view. */
  default void shown() {}
}
