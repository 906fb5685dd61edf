// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A model that can be fetched.
 *
 * @param name of its folder, and on the command line
 * @param title as people call it
 * @param family which models it is one of
 * @param hubs where it lies, as owner/name; those after the first are copies by others
 * @param parameters of the U-Net, in millions
 * @param size that it was trained for
 * @param purpose what it is good for, in a sentence by language
 */
public record CatalogueModel(
    String name,
    String title,
    String family,
    List<String> hubs,
    ModelLicence licence,
    int parameters,
    ImageSize size,
    Map<String, String> purpose) {
  public CatalogueModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(licence, "licence");
    hubs = List.copyOf(hubs);
    purpose = Map.copyOf(purpose);
    if (hubs.isEmpty() || !purpose.containsKey("en")) {
      throw new IllegalArgumentException(name + " lacks a hub or a purpose");
    }
  }

  /** What it is good for, in a language or else in English. */
  public String purpose(Locale locale) {
    return purpose.getOrDefault(locale.getLanguage(), purpose.get("en"));
  }
}
