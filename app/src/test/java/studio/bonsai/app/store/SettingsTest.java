// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.theme.Theme;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void whatWasSetIsThereAfterARestart() {
    try (Settings settings = open()) {
      settings.text("generate.prompt", "").set("a red apple");
      settings.flag("previews", true).set(false);
      settings.choice("theme", Theme.class, Theme.SYSTEM).set(Theme.DARK);
      settings.number("width", 1.5).set(0.1);
    }
    try (Settings settings = open()) {
      assertEquals("a red apple", settings.text("generate.prompt", "").get());
      assertEquals(false, settings.flag("previews", true).get());
      assertEquals(Theme.DARK, settings.choice("theme", Theme.class, Theme.SYSTEM).get());
      assertEquals(0.1, settings.number("width", 1.5).get());
    }
  }

  @Test
  void whatIsUnsetIsAsTheCallerWants() {
    try (Settings settings = open()) {
      assertEquals("auto", settings.text("device", "auto").get());
    }
  }

  @Test
  void allWhoAskForANameShareOneProperty() {
    try (Settings settings = open()) {
      assertSame(settings.text("a", "1"), settings.text("a", "2"));
    }
  }

  @Test
  void whatCannotBeReadAnyMoreGivesWayToTheInitialValue() {
    try (Settings settings = open()) {
      settings.text("theme", "").set("PURPLE");
    }
    try (Settings settings = open()) {
      assertEquals(Theme.LIGHT, settings.choice("theme", Theme.class, Theme.LIGHT).get());
    }
  }

  private Settings open() {
    return new Settings(Database.open(folder.resolve("studio.db")));
  }
}
