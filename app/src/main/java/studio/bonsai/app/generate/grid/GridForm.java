// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.text.Times;

/** The two axes of a grid, and how much work it is. */
public final class GridForm extends VBox {
  private final Texts texts = Texts.of(GridForm.class);
  private final GridViewModel model;

  public GridForm(GridViewModel model) {
    this.model = model;
    setId("grid-form");
    getStyleClass().add("grid-axes");
    getStylesheets().add(GridForm.class.getResource("grid.css").toExternalForm());
    Label intro = new Label(texts.get("intro"));
    intro.setWrapText(true);
    intro.setMinHeight(USE_PREF_SIZE);
    intro.getStyleClass().add("grid-note");
    getChildren()
        .addAll(
            intro,
            new AxisForm(model.x(), "x", texts),
            swap(),
            new AxisForm(model.y(), "y", texts),
            count());
  }

  private Button swap() {
    Button swap = new Button("", new FontIcon(MaterialDesignS.SWAP_VERTICAL));
    swap.setId("grid-swap");
    swap.setAccessibleText(texts.get("swap"));
    swap.setTooltip(new Tooltip(texts.get("swap")));
    swap.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    swap.setOnAction(event -> model.swap());
    return swap;
  }

  private Label count() {
    Label count = new Label();
    count.setId("grid-count");
    count.setWrapText(true);
    count.setMinHeight(USE_PREF_SIZE);
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::words, model.planProperty(), model.paceProperty(), model.baseProperty()));
    return count;
  }

  private String words() {
    Optional<GridPlan> plan = model.planProperty().get();
    if (plan.isEmpty()) {
      return texts.get("count.none");
    }
    String pictures =
        texts.get("count", plan.get().columns(), plan.get().rows(), plan.get().count());
    return model
        .estimate()
        .map(time -> texts.get("count.time", pictures, Times.words(time)))
        .orElse(pictures);
  }
}
