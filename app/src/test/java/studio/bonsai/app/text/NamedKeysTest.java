// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamedKeysTest {
  private static final NamedKeys DELETE = new NamedKeys(new KeyCodeCombination(KeyCode.DELETE));
  private static final NamedKeys COPY =
      new NamedKeys(new KeyCodeCombination(KeyCode.C, KeyCombination.CONTROL_DOWN));

  private final Locale before = Locale.getDefault();

  @AfterEach
  void reset() {
    Locale.setDefault(before);
  }

  @Test
  void menusShowTheKeysOfTheUsersKeyboard() {
    Locale.setDefault(Locale.GERMANY);
    assertEquals("Entf", DELETE.getDisplayText());
    assertEquals("Strg+C", COPY.getDisplayText());
    Locale.setDefault(Locale.ENGLISH);
    assertEquals("Ctrl+C", COPY.getDisplayText());
  }

  @Test
  void theyMatchWhatTheyStandFor() {
    KeyEvent event =
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.C, false, true, false, false);
    assertTrue(COPY.match(event));
    assertNotEquals(COPY, new NamedKeys(new KeyCodeCombination(KeyCode.C)));
  }
}
