// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.Gpu;
import studio.bonsai.engine.MemoryMode;

/** Everything that can be set, in groups one below the other. */
final class SettingsView extends ScrollPane {
  private final SettingsViewModel model;
  private final Texts texts;
  private final Path usualPictures;

  /**
   * @param gpus those found so far; may grow
   * @param further groups below
   */
  SettingsView(
      SettingsViewModel model,
      Texts texts,
      Path usualPictures,
      ObservableList<Gpu> gpus,
      List<Node> further) {
    this.model = model;
    this.texts = texts;
    this.usualPictures = usualPictures;
    setId("settings");
    setFitToWidth(true);
    getStylesheets().add(SettingsView.class.getResource("settings.css").toExternalForm());
    Label title = new Label(texts.get("title"));
    title.getStyleClass().add(Styles.TITLE_2);
    VBox page = new VBox(title, appearance(), compute(gpus), folders());
    page.getChildren().addAll(further);
    page.getStyleClass().add("settings-page");
    HBox frame = new HBox(page);
    frame.getStyleClass().add("settings-frame");
    HBox.setHgrow(page, Priority.ALWAYS);
    setContent(frame);
  }

  private Node appearance() {
    return SettingsGroup.of(
        texts.get("appearance"),
        row("theme", choice("theme", List.of(Theme.values()), model.theme(), this::themeName)));
  }

  private Node compute(ObservableList<Gpu> gpus) {
    return SettingsGroup.of(
        texts.get("compute"),
        row("device", device(gpus)),
        row(
            "precision",
            choice(
                "precision",
                List.of("auto", "FLOAT32", "FLOAT16"),
                model.precision(),
                p -> texts.get("precision." + p))),
        row(
            "memory",
            choice("memory", List.of(MemoryMode.values()), model.memory(), this::memoryName)),
        row(
            "threads",
            field(
                "threads",
                model.threads(),
                texts.get("threads.all", Runtime.getRuntime().availableProcessors()),
                SettingsViewModel::isThreadCount)),
        row("previews", toggle("previews", model.previews())));
  }

  /** Also offers what is set now, though that GPU may be gone. */
  private ChoiceBox<String> device(ObservableList<Gpu> gpus) {
    List<String> known = Stream.of("auto", "cpu", model.device().get()).distinct().toList();
    ChoiceBox<String> box = choice("device", known, model.device(), d -> deviceName(d, gpus));
    gpus.addListener(
        (ListChangeListener<Gpu>)
            change ->
                gpus.stream()
                    .map(gpu -> "cuda:" + gpu.index())
                    .filter(name -> !box.getItems().contains(name))
                    .forEach(box.getItems()::add));
    return box;
  }

  private String deviceName(String device, List<Gpu> gpus) {
    if (device.equals("auto") || device.equals("cpu")) {
      return texts.get("device." + device);
    }
    return gpus.stream()
        .filter(gpu -> device.equals("cuda:" + gpu.index()))
        .map(Gpu::name)
        .findFirst()
        .orElse(device);
  }

  private Node folders() {
    TextField field =
        field(
            "pictures",
            model.picturesFolder(),
            usualPictures.toString(),
            SettingsViewModel::isWritableFolder);
    field.setPrefColumnCount(26);
    Button choose = new Button(texts.get("choose"));
    choose.setId("settings-pictures-choose");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(event -> chooseFolder());
    HBox both = new HBox(8, field, choose);
    return SettingsGroup.of(texts.get("folders"), row("pictures", both));
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(texts.get("pictures"));
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      model.picturesFolder().set(chosen.getPath());
    }
  }

  private Node row(String key, Node control) {
    return SettingsGroup.row(texts.get(key), texts.get(key + ".help"), control);
  }

  private <T> ChoiceBox<T> choice(
      String id, List<T> values, Property<T> property, Function<T, String> name) {
    ChoiceBox<T> box = new ChoiceBox<>();
    box.setId("settings-" + id);
    box.setAccessibleText(texts.get(id));
    box.getItems().setAll(values);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("chosen, never typed");
          }
        });
    box.valueProperty().bindBidirectional(property);
    return box;
  }

  private TextField field(
      String id, StringProperty property, String hint, Predicate<String> isValid) {
    TextField field = new TextField();
    field.setId("settings-" + id);
    field.setAccessibleText(texts.get(id));
    field.setPromptText(hint);
    CheckedField.bind(field, property, isValid);
    return field;
  }

  private ToggleSwitch toggle(String id, Property<Boolean> property) {
    ToggleSwitch toggle = new ToggleSwitch();
    toggle.setId("settings-" + id);
    toggle.setAccessibleText(texts.get(id));
    toggle.selectedProperty().bindBidirectional(property);
    return toggle;
  }

  private String themeName(Theme theme) {
    return texts.get("theme." + theme.name());
  }

  private String memoryName(MemoryMode mode) {
    return texts.get("memory." + mode.name());
  }
}
