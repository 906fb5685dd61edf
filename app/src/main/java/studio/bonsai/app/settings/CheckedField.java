// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.util.function.Predicate;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;

/** What is typed counts only while it is valid; else it is marked. */
final class CheckedField {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private CheckedField() {}

  static void bind(TextField field, StringProperty property, Predicate<String> isValid) {
    field.setText(property.get());
    field
        .textProperty()
        .addListener(
            (p, before, now) -> {
              boolean valid = isValid.test(now);
              mark(field, !valid);
              if (valid) {
                property.set(now.strip());
              }
            });
    property.addListener(
        (p, before, now) -> {
          if (!field.getText().strip().equals(now)) {
            field.setText(now);
          }
        });
  }

  static void mark(TextField field, boolean wrong) {
    field.pseudoClassStateChanged(ERROR, wrong);
  }
}
