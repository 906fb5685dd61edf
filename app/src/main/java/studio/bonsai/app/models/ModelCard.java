// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;

/** How one installed model looks. */
final class ModelCard extends HBox {
  private static final double MEGA = 1e6;

  /** What a card's buttons do. */
  record Actions(Runnable use, Runnable show, Runnable rename, Runnable remove) {}

  private static final double SAMPLE = 96;
  private static final double ROUND = 12;

  private final Texts texts;
  private final StackPane picture = new StackPane();
  private final Label terms = new Label();

  ModelCard(InstalledModel model, boolean bundled, Texts texts, Actions actions) {
    this.texts = texts;
    getStyleClass().add("model-card");
    setId("model-" + model.name());
    setAlignment(Pos.TOP_LEFT);
    Label name = new Label(model.name());
    name.getStyleClass().add(Styles.TITLE_4);
    VBox words = new VBox(4, name);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    model.facts().ifPresent(facts -> describe(words, facts, bundled));
    model.problem().ifPresent(problem -> words.getChildren().add(problem(problem)));
    Label where = new Label(model.folder().toString());
    where.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    where.setTooltip(new Tooltip(where.getText()));
    words.getChildren().addAll(terms, where);
    terms.managedProperty().bind(terms.textProperty().isNotEmpty());
    terms.getStyleClass().add(Styles.TEXT_MUTED);
    picture.getStyleClass().add("model-sample");
    picture.setMinSize(SAMPLE, SAMPLE);
    picture.setMaxSize(SAMPLE, SAMPLE);
    picture.getChildren().setAll(symbol(model));
    getChildren().addAll(picture, words, buttons(model, bundled, actions));
  }

  /** Adds what was found on the disk meanwhile. */
  void show(ModelPapers papers) {
    List<String> parts = new ArrayList<>();
    papers.source().licence().ifPresent(licence -> parts.add(texts.get("licence", licence)));
    papers.source().hub().ifPresent(parts::add);
    terms.setText(String.join("  ·  ", parts));
    papers.sample().ifPresent(this::show);
  }

  private void show(Path sample) {
    Image image = new Image(sample.toUri().toString(), 2 * SAMPLE, 2 * SAMPLE, true, true, true);
    ImageView view = new ImageView(image);
    view.setFitWidth(SAMPLE);
    view.setFitHeight(SAMPLE);
    view.setPreserveRatio(true);
    Rectangle rounded = new Rectangle(SAMPLE, SAMPLE);
    rounded.setArcWidth(ROUND);
    rounded.setArcHeight(ROUND);
    picture.setClip(rounded);
    picture.getChildren().setAll(view);
  }

  private static Node symbol(InstalledModel model) {
    Ikon ikon = model.isReadable() ? MaterialDesignC.CUBE_OUTLINE : MaterialDesignA.ALERT_OUTLINE;
    FontIcon icon = new FontIcon(ikon);
    icon.getStyleClass().add("model-icon");
    return icon;
  }

  private void describe(VBox words, InstalledModel.Facts facts, boolean bundled) {
    Label what = new Label(facts.architecture());
    what.setWrapText(true);
    NumberFormat number = NumberFormat.getNumberInstance();
    number.setMaximumFractionDigits(1);
    String size = texts.get("size", facts.defaults().size().toString());
    Label measures =
        new Label(
            String.join(
                "  ·  ",
                texts.get("parameters", number.format(facts.parameters() / MEGA)),
                Bytes.size(facts.bytes()),
                facts.precision(),
                size));
    measures.getStyleClass().add(Styles.TEXT_MUTED);
    words.getChildren().addAll(what, measures);
    if (bundled) {
      Label badge = new Label(texts.get("bundled"));
      badge.getStyleClass().add("model-badge");
      words.getChildren().add(badge);
    }
  }

  private static Node problem(String problem) {
    Label label = new Label(problem);
    label.setWrapText(true);
    label.getStyleClass().add(Styles.DANGER);
    return label;
  }

  private Node buttons(InstalledModel model, boolean bundled, Actions actions) {
    Button use = new Button(texts.get("use"));
    use.setId("use-" + model.name());
    use.setMinWidth(Region.USE_PREF_SIZE);
    use.setDisable(!model.isReadable());
    use.setOnAction(event -> actions.use().run());
    HBox box =
        new HBox(4, use, icon("show", MaterialDesignF.FOLDER_OUTLINE, model, actions.show()));
    if (!bundled) {
      box.getChildren()
          .addAll(
              icon("rename", MaterialDesignP.PENCIL_OUTLINE, model, actions.rename()),
              icon("remove", MaterialDesignT.TRASH_CAN_OUTLINE, model, actions.remove()));
    }
    box.setAlignment(Pos.TOP_RIGHT);
    return box;
  }

  private Button icon(String key, Ikon ikon, InstalledModel model, Runnable action) {
    Button button = new Button(null, new FontIcon(ikon));
    button.setId(key + "-" + model.name());
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    button.setAccessibleText(texts.get(key));
    button.setTooltip(new Tooltip(texts.get(key)));
    button.setOnAction(event -> action.run());
    return button;
  }
}
