// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.ModelLicence;

/** Shows a licence in full; true once the user agrees. */
final class LicenceDialog extends Dialog<Boolean> {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 520;

  LicenceDialog(CatalogueModel model, Texts texts, Window owner) {
    ModelLicence licence = model.licence();
    initOwner(owner);
    setTitle(licence.name());
    setHeaderText(texts.get("licence.heading", model.title(), licence.name()));
    Label summary = new Label(texts.get("licence.summary"));
    summary.setWrapText(true);
    TextArea text = new TextArea(licence.text());
    text.setId("licence-text");
    text.setEditable(false);
    text.setWrapText(true);
    VBox.setVgrow(text, Priority.ALWAYS);
    Label page = new Label(licence.page().toString());
    page.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    CheckBox agree = new CheckBox(texts.get("licence.agree"));
    agree.setId("licence-agree");
    VBox box = new VBox(12, summary, text, page, agree);
    box.setPrefSize(WIDTH, HEIGHT);
    getDialogPane().setContent(box);
    ButtonType ok = new ButtonType(texts.get("licence.get"), ButtonData.OK_DONE);
    getDialogPane()
        .getButtonTypes()
        .setAll(ok, new ButtonType(texts.get("licence.cancel"), ButtonData.CANCEL_CLOSE));
    Node button = getDialogPane().lookupButton(ok);
    button.setId("licence-get");
    button.disableProperty().bind(agree.selectedProperty().not());
    setResultConverter(ok::equals);
  }
}
