// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import atlantafx.base.theme.Styles;
import java.util.EnumSet;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.bonsai.app.settings.RuntimeViewModel.Stage;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.Gpu;

/** The settings page's part on the graphics card: what was found, and how to make use of it. */
final class RuntimeGroup {
  private static final double BAR_WIDTH = 240;
  private static final Set<Stage> ACTING = EnumSet.of(Stage.IDLE, Stage.OFFERED, Stage.FETCHING);

  private final RuntimeViewModel model;
  private final Texts texts;

  RuntimeGroup(RuntimeViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  Node node() {
    Label found = new Label();
    found.setId("runtime-found");
    found.setWrapText(true);
    Label used = new Label();
    used.setWrapText(true);
    used.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    used.textProperty().bind(model.inUseProperty());
    model.stageProperty().addListener((p, before, now) -> found.setText(words(now)));
    found.setText(words(model.stageProperty().get()));
    Label complaint = new Label();
    complaint.setId("runtime-complaint");
    complaint.setWrapText(true);
    complaint.getStyleClass().add(Styles.DANGER);
    complaint.textProperty().bind(model.complaintProperty());
    complaint.managedProperty().bind(complaint.textProperty().isNotEmpty());
    VBox box = new VBox(8, found, used, actions(), complaint);
    box.getStyleClass().add("settings-row");
    return SettingsGroup.of(texts.get("runtime"), box);
  }

  private Node actions() {
    Button ask = action("runtime.ask", Stage.IDLE, model::ask);
    Button fetch = action("runtime.fetch", Stage.OFFERED, model::fetch);
    fetch.getStyleClass().add(Styles.ACCENT);
    Button cancel = action("runtime.cancel", Stage.FETCHING, model::cancel);
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(BAR_WIDTH);
    bar.progressProperty().bind(model.progressProperty());
    showAt(bar, Stage.FETCHING);
    HBox row = new HBox(8, ask, fetch, bar, cancel);
    row.managedProperty().bind(model.stageProperty().map(ACTING::contains));
    return row;
  }

  private Button action(String key, Stage stage, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId(key.replace('.', '-'));
    button.setOnAction(event -> action.run());
    showAt(button, stage);
    return button;
  }

  private void showAt(Node node, Stage stage) {
    node.visibleProperty().bind(model.stageProperty().isEqualTo(stage));
    node.managedProperty().bind(node.visibleProperty());
  }

  private String words(Stage stage) {
    return switch (stage) {
      case UNKNOWN, LOOKING -> texts.get("runtime.looking");
      case SETTLED -> model.gpus().isEmpty() ? texts.get("runtime.none") : names();
      case IDLE -> texts.get("runtime.idle", names());
      case ASKING -> texts.get("runtime.asking");
      case OFFERED, FETCHING -> offer();
      case INSTALLED -> texts.get("runtime.installed");
    };
  }

  private String names() {
    return String.join(", ", model.gpus().stream().map(RuntimeGroup::name).toList());
  }

  private static String name(Gpu gpu) {
    return gpu.name() + " (" + Bytes.size(gpu.memory()) + ")";
  }

  private String offer() {
    return model
        .offerProperty()
        .get()
        .map(
            o ->
                texts.get(
                    "runtime.offer",
                    Bytes.size(o.bytesToFetch()),
                    o.source(),
                    Bytes.size(o.bytesOnDisk())))
        .orElse("");
  }
}
