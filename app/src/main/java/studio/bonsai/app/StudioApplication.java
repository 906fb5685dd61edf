// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The studio's window. */
public final class StudioApplication extends Application {
  @Override
  public void start(Stage stage) {
    Label hint = new Label("The studio is on its way. Until then: bonsai generate \"a red apple\"");
    stage.setTitle("Bonsai Studio");
    stage.setScene(new Scene(new StackPane(hint), 1024, 700));
    stage.show();
  }
}
