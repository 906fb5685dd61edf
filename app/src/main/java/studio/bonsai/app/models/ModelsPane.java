// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import studio.bonsai.app.models.catalogue.CataloguePage;
import studio.bonsai.app.text.Texts;

/** The section: what is installed and what can be, behind two tabs. */
final class ModelsPane extends BorderPane {
  private final TabPane tabs = new TabPane();
  private final Tab installed;
  private final Tab available;

  ModelsPane(Texts texts, ModelsView shelf, CataloguePage catalogue) {
    getStylesheets().add(ModelsPane.class.getResource("models.css").toExternalForm());
    Label title = new Label(texts.get("title"));
    title.getStyleClass().add(Styles.TITLE_2);
    VBox head = new VBox(title);
    head.getStyleClass().add("models-head");
    setTop(head);
    installed = tab("installed", texts.get("installed"), shelf);
    available = tab("catalogue", catalogue.title(), catalogue.content());
    tabs.getTabs().setAll(installed, available);
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getStyleClass().add("models-tabs");
    setCenter(tabs);
  }

  void showInstalled() {
    tabs.getSelectionModel().select(installed);
  }

  void showCatalogue() {
    tabs.getSelectionModel().select(available);
  }

  private static Tab tab(String id, String title, Node content) {
    Tab tab = new Tab(title, content);
    tab.setId("models-tab-" + id);
    return tab;
  }
}
