// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.Precision;

/** The catalogue as cards, family by family. */
final class CatalogueView extends ScrollPane implements CatalogueCard.Actions {
  private final CatalogueViewModel model;
  private final Texts texts;
  private final Map<CatalogueModel, CatalogueCard> cards = new HashMap<>();
  private boolean isAsking;

  CatalogueView(CatalogueViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    setId("catalogue");
    setFitToWidth(true);
    Label hint = new Label(texts.get("hint"));
    hint.setWrapText(true);
    hint.getStyleClass().add(Styles.TEXT_MUTED);
    VBox page = new VBox(hint, complaint());
    page.getStyleClass().add("models-page");
    families().values().forEach(page.getChildren()::add);
    VBox frame = new VBox(page);
    setContent(frame);
    model
        .entries()
        .addListener(
            (ListChangeListener<CatalogueEntry>)
                change -> model.entries().forEach(e -> cards.get(e.model()).update(e)));
  }

  private Map<String, Node> families() {
    Map<String, VBox> families = new LinkedHashMap<>();
    for (CatalogueEntry entry : model.entries()) {
      CatalogueCard card = new CatalogueCard(entry, texts, this);
      cards.put(entry.model(), card);
      families
          .computeIfAbsent(entry.model().family(), CatalogueView::family)
          .getChildren()
          .add(card);
    }
    return new LinkedHashMap<>(families);
  }

  private static VBox family(String name) {
    Label heading = new Label(name);
    heading.getStyleClass().addAll(Styles.TEXT_BOLD, Styles.TEXT_MUTED);
    return new VBox(8, heading);
  }

  private Node complaint() {
    Label complaint = new Label();
    complaint.setId("catalogue-complaint");
    complaint.setWrapText(true);
    complaint.getStyleClass().add(Styles.DANGER);
    complaint.textProperty().bind(model.complaintProperty());
    complaint.visibleProperty().bind(complaint.textProperty().isNotEmpty());
    complaint.managedProperty().bind(complaint.visibleProperty());
    return complaint;
  }

  @Override
  public void get(CatalogueModel chosen, Precision precision) {
    model.getOnceAgreed(chosen, precision, () -> agrees(chosen));
  }

  /** One at a time: the first is still in view when a button is pressed twice. */
  private boolean agrees(CatalogueModel chosen) {
    if (isAsking) {
      return false;
    }
    isAsking = true;
    LicenceDialog dialog = new LicenceDialog(chosen, texts, getScene().getWindow());
    boolean agreed = dialog.showAndWait().orElse(false);
    isAsking = false;
    return agreed;
  }

  @Override
  public void pause(CatalogueModel chosen) {
    model.pause(chosen);
  }

  @Override
  public void discard(CatalogueModel chosen) {
    Alert alert =
        new Alert(Alert.AlertType.CONFIRMATION, texts.get("discard.question", chosen.title()));
    alert.initOwner(getScene().getWindow());
    alert.setTitle(texts.get("discard"));
    alert.setHeaderText(null);
    if (alert.showAndWait().filter(ButtonType.OK::equals).isPresent()) {
      model.discard(chosen);
    }
  }
}
