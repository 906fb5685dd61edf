// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import studio.bonsai.app.generate.ask.NumberRow.Reach;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ModelDefaults;

/** How pictures are drawn: what is usual in view, the rest folded away. */
public final class DrawingPane extends VBox {
  private final DrawingViewModel model;
  private final Texts texts = Texts.of(DrawingPane.class);

  public DrawingPane(DrawingViewModel model) {
    this.model = model;
    getStyleClass().add("ask-pane");
    getChildren()
        .addAll(
            head(),
            sampler(),
            number("steps", model.steps(), new Reach(1, 100, 1), ModelDefaults::steps),
            number(
                "guidance", model.guidance(), new Reach(0, 20, 0.5), ModelDefaults::guidanceScale),
            new SizeRow(model.size(), texts, model.modelProperty()),
            new SeedRow(model.seed(), texts),
            pictures(),
            new Fold("advanced", texts.get("advanced"), model.advancedProperty(), advanced()));
  }

  private Node head() {
    Label title = new Label(texts.get("drawing"));
    title.getStyleClass().add(Styles.TEXT_BOLD);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button reset = new Button(texts.get("reset"));
    reset.setId("reset");
    reset.setTooltip(new Tooltip(texts.get("reset.tip")));
    reset.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "reset-button");
    reset.disableProperty().bind(model.changedProperty().not());
    reset.setOnAction(event -> model.reset());
    HBox head = new HBox(title, space, reset);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private NumberRow number(
      String key,
      Field<? extends Number> field,
      Reach reach,
      Function<ModelDefaults, ? extends Number> usual) {
    ObservableValue<Double> number =
        model
            .modelProperty()
            .map(
                facts ->
                    facts.map(f -> usual.apply(f.defaults()).doubleValue()).orElse(reach.min()));
    return new NumberRow(key, texts.get(key), texts.get(key + ".help"), field, reach, number);
  }

  private Node sampler() {
    ComboBox<String> box = choice("sampler", model.samplerProperty(), this::samplerName);
    model.modelProperty().addListener((p, before, now) -> fillSamplers(box, now));
    fillSamplers(box, model.modelProperty().getValue());
    return row("sampler", box);
  }

  private void fillSamplers(ComboBox<String> box, Optional<InstalledModel.Facts> facts) {
    List<String> names =
        facts.map(InstalledModel.Facts::samplers).orElse(List.of(model.samplerProperty().get()));
    String chosen = model.samplerProperty().get();
    box.getItems().setAll("");
    names.stream().filter(name -> !name.isBlank()).forEach(box.getItems()::add);
    model.samplerProperty().set(chosen);
    box.setValue(null);
    box.setValue(chosen);
  }

  private String samplerName(String name) {
    if (!name.isBlank()) {
      return SamplerNames.of(name);
    }
    return model
        .modelProperty()
        .getValue()
        .map(facts -> texts.get("own.is", SamplerNames.of(facts.defaults().sampler())))
        .orElse(texts.get("own"));
  }

  private ComboBox<String> choice(
      String key, StringProperty chosen, Function<String, String> name) {
    ComboBox<String> box = new ComboBox<>();
    box.setId(key);
    box.setAccessibleText(texts.get(key));
    box.setVisibleRowCount(12);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public String fromString(String text) {
            throw new UnsupportedOperationException("chosen, never typed");
          }
        });
    box.setValue(chosen.get());
    box.valueProperty()
        .addListener(
            (p, before, now) -> {
              if (now != null) {
                chosen.set(now);
              }
            });
    chosen.addListener((p, before, now) -> box.setValue(now));
    return box;
  }

  private Node row(String key, Region control) {
    Label label = new Label(texts.get(key));
    label.setLabelFor(control);
    label.getStyleClass().add("ask-label");
    label.setTooltip(new Tooltip(texts.get(key + ".help")));
    HBox.setHgrow(control, Priority.ALWAYS);
    HBox row = new HBox(8, label, control);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** How many pictures, and how many of them at once. */
  private Node pictures() {
    TextField count = small("count", model.count());
    TextField batch = small("batch", model.batch());
    Label atOnce = new Label(texts.get("batch"));
    atOnce.setLabelFor(batch);
    atOnce.setTooltip(new Tooltip(texts.get("batch.help")));
    HBox row =
        new HBox(
            8,
            NumberRow.label(texts.get("count"), texts.get("count.help"), count),
            count,
            atOnce,
            batch);
    row.setAlignment(Pos.CENTER_LEFT);
    VBox both =
        new VBox(
            row,
            NumberRow.problem(model.count(), "count"),
            NumberRow.problem(model.batch(), "batch"));
    both.getStyleClass().add("ask-row");
    return both;
  }

  private TextField small(String key, Field<Integer> field) {
    TextField typed = new TextField();
    NumberRow.setUp(typed, field, key, texts.get(key));
    typed.setPromptText("1");
    HBox.setHgrow(typed, Priority.ALWAYS);
    return typed;
  }

  /** Why something cannot be asked of the sampler. */
  private Node reason(String key, BooleanBinding offered) {
    Label reason = new Label();
    reason.setId(key + "-reason");
    reason.setWrapText(true);
    reason.setMinHeight(USE_PREF_SIZE);
    reason.getStyleClass().add("ask-muted");
    reason
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    texts.get(key + ".not", model.drawnSampler().map(SamplerNames::of).orElse("")),
                model.samplerProperty(),
                model.modelProperty()));
    reason.visibleProperty().bind(offered.not());
    reason.managedProperty().bind(reason.visibleProperty());
    return reason;
  }

  private Node advanced() {
    Reach share = new Reach(0, 1, 0.05);
    ComboBox<String> karras =
        choice(
            "karras",
            model.karrasProperty(),
            value -> value.isBlank() ? texts.get("own") : texts.get("karras." + value));
    karras.getItems().setAll("", "true", "false");
    karras.disableProperty().bind(model.offersKarrasProperty().not());
    NumberRow eta = number("eta", model.eta(), share, ModelDefaults::eta);
    eta.disableProperty().bind(model.offersEtaProperty().not());
    TextField variationSeed = new TextField();
    NumberRow.setUp(
        variationSeed, model.variationSeed(), "variation-seed", texts.get("variation-seed"));
    variationSeed.setPromptText(texts.get("seed.hint"));
    VBox variation =
        new VBox(
            row("variation-seed", variationSeed),
            NumberRow.problem(model.variationSeed(), "variation-seed"));
    VBox box =
        new VBox(
            number("rescale", model.rescale(), share, ModelDefaults::guidanceRescale),
            row("karras", karras),
            reason("karras", model.offersKarrasProperty()),
            eta,
            reason("eta", model.offersEtaProperty()),
            number("clip-skip", model.clipSkip(), new Reach(1, 12, 1), ModelDefaults::clipSkip),
            number("variation", model.variationStrength(), share, defaults -> 0),
            variation);
    box.getStyleClass().add("ask-pane");
    return box;
  }
}
