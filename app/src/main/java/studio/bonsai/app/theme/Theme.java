// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** How the window is coloured. Views use AtlantaFX's colour tokens and never a colour itself. */
public enum Theme {
  /** As the desktop has it. */
  SYSTEM,
  LIGHT,
  DARK;

  private static final String SHEET =
      Objects.requireNonNull(Theme.class.getResource("studio.css")).toExternalForm();

  /** Colours all windows anew. */
  public void apply() {
    boolean dark = this == DARK || (this == SYSTEM && DesktopColours.areDark());
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
  }

  /** Gives a scene what the studio adds to AtlantaFX. */
  public static void style(Scene scene) {
    scene.getStylesheets().add(SHEET);
  }

  /** The same for what opens in a window of its own and does not take over its owner's sheets. */
  public static void style(Parent popup) {
    popup.getStylesheets().add(SHEET);
  }
}
