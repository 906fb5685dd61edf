// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Keys that menus show by the names on the user's keyboard: JavaFX knows the English ones alone.
 */
public final class NamedKeys extends KeyCombination {
  private final KeyCombination keys;

  public NamedKeys(KeyCombination keys) {
    super(keys.getShift(), keys.getControl(), keys.getAlt(), keys.getMeta(), keys.getShortcut());
    this.keys = keys;
  }

  @Override
  public boolean match(KeyEvent event) {
    return keys.match(event);
  }

  @Override
  public String getName() {
    return keys.getName();
  }

  @Override
  public String getDisplayText() {
    return KeyNames.of(keys.getDisplayText());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedKeys named && named.keys.equals(keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }
}
