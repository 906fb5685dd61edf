// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A feature's words in the user's language: {@code texts.properties} (English) and {@code
 * texts_de.properties} beside its classes' package.
 */
public final class Texts {
  private final ResourceBundle bundle;
  private final Locale locale;

  private Texts(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  /** The words of the package that a class lies in. */
  public static Texts of(Class<?> place) {
    return of(place, Locale.getDefault());
  }

  public static Texts of(Class<?> place, Locale locale) {
    // No fallback to the system's language: English is the root, for all that has no own bundle.
    ResourceBundle.Control control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    String name = place.getPackageName() + ".texts";
    return new Texts(
        ResourceBundle.getBundle(name, locale, place.getClassLoader(), control), locale);
  }

  /**
   * @param arguments for {0}, {1}... in MessageFormat's way
   * @throws java.util.MissingResourceException when there is no such text
   */
  public String get(String key, Object... arguments) {
    String text = bundle.getString(key);
    return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
  }
}
