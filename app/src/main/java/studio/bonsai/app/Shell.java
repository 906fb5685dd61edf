// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.Property;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.bonsai.app.help.HelpEvent;
import studio.bonsai.app.help.Shortcut;
import studio.bonsai.app.help.ShortcutSheet;
import studio.bonsai.app.text.KeyNames;
import studio.bonsai.app.text.Texts;

/** The window's inside: the rail on the left, the chosen section beside it. */
final class Shell extends BorderPane {
  private final List<Section> sections;
  private final Property<String> chosen;
  private final Texts texts = Texts.of(ShortcutSheet.class);
  private final Map<String, ToggleButton> buttons = new HashMap<>();

  /**
   * @param chosen the id of the section in view; may be set
   */
  Shell(List<Section> sections, Property<String> chosen) {
    this.sections = List.copyOf(sections);
    this.chosen = chosen;
    setId("shell");
    VBox rail = new VBox();
    rail.setId("rail");
    rail.getStyleClass().add("rail");
    for (int i = 0; i < sections.size(); i++) {
      rail.getChildren().add(button(sections.get(i), i + 1));
    }
    setLeft(rail);
    chosen.addListener((property, before, now) -> show(now));
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    addEventHandler(KeyEvent.KEY_TYPED, this::onTyped);
    addEventHandler(HelpEvent.SHORTCUTS, event -> showShortcuts());
    show(chosen.getValue());
  }

  private ToggleButton button(Section section, int number) {
    FontIcon icon = new FontIcon(section.icon());
    ToggleButton button = new ToggleButton(section.title(), icon);
    button.setId("rail-" + section.id());
    button.setTooltip(new Tooltip(section.title() + " (" + KeyNames.of("Ctrl+" + number) + ")"));
    button.setOnAction(
        event -> {
          // A click on the chosen one must not choose none.
          button.setSelected(true);
          chosen.setValue(section.id());
        });
    buttons.put(section.id(), button);
    return button;
  }

  private void onKey(KeyEvent event) {
    for (int i = 0; i < sections.size(); i++) {
      KeyCode digit = KeyCode.getKeyCode(Integer.toString(i + 1));
      if (new KeyCodeCombination(digit, KeyCombination.SHORTCUT_DOWN).match(event)) {
        chosen.setValue(sections.get(i).id());
        event.consume();
      }
    }
  }

  /** Fields consume what is typed into them: a question mark in a prompt does not get here. */
  private void onTyped(KeyEvent event) {
    if (event.getCharacter().equals("?") && !(event.getTarget() instanceof TextInputControl)) {
      showShortcuts();
    }
  }

  private void showShortcuts() {
    Map<String, List<Shortcut>> groups = new LinkedHashMap<>();
    List<Shortcut> everywhere = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      everywhere.add(new Shortcut("Ctrl+" + (i + 1), texts.get("go", section.title())));
      groups.put(section.title(), section.shortcuts());
    }
    everywhere.add(new Shortcut("?", texts.get("help")));
    Map<String, List<Shortcut>> all = new LinkedHashMap<>();
    all.put(texts.get("everywhere"), everywhere);
    all.putAll(groups);
    ShortcutSheet.show(getScene().getWindow(), all);
  }

  private void show(String id) {
    Section section =
        sections.stream().filter(s -> s.id().equals(id)).findFirst().orElse(sections.get(0));
    buttons.forEach((other, button) -> button.setSelected(other.equals(section.id())));
    setCenter(section.content());
    section.shown();
  }
}
