// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import javafx.application.Application;

/** Starts the studio. Not an {@link Application} itself: that lets it run from the class path. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Application.launch(StudioApplication.class, args);
  }
}
