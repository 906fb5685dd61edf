// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class KeyNamesTest {
  private final Texts german = Texts.of(KeyNames.class, Locale.GERMAN);

  @Test
  void keysAreCalledAsOnTheUsersKeyboard() {
    assertEquals("Strg+Eingabe", KeyNames.of("Ctrl+Enter", german));
    assertEquals("Strg+↑ / Strg+↓", KeyNames.of("Ctrl+↑ / Ctrl+↓", german));
    assertEquals("Entf", KeyNames.of("Delete", german));
    assertEquals("Ctrl+Enter", KeyNames.of("Ctrl+Enter", Texts.of(KeyNames.class, Locale.ROOT)));
  }

  @Test
  void whatHasNoNameOfItsOwnStays() {
    assertEquals("+ / - / 0 / 1", KeyNames.of("+ / - / 0 / 1", german));
    assertEquals("Strg+F", KeyNames.of("Ctrl+F", german));
  }
}
