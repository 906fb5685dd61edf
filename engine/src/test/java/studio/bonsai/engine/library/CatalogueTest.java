// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.CatalogueModel;

class CatalogueTest {
  private static final List<CatalogueModel> MODELS = Catalogue.read();

  @Test
  void theFamiliesAreComplete() {
    Set<String> hubs = new HashSet<>();
    MODELS.forEach(model -> hubs.addAll(model.hubs()));
    for (String size : List.of("base", "small", "tiny")) {
      assertTrue(hubs.contains("nota-ai/bk-sdm-" + size));
      assertTrue(hubs.contains("nota-ai/bk-sdm-" + size + "-2m"));
      assertTrue(hubs.contains("nota-ai/bk-sdm-v2-" + size));
    }
    assertTrue(hubs.contains("CompVis/stable-diffusion-v1-4"));
    assertTrue(hubs.contains("stabilityai/stable-diffusion-2-1-base"));
    assertTrue(hubs.contains("stabilityai/stable-diffusion-2-1"));
  }

  @Test
  void everyModelHasItsLicenceInFullAndWordsInBothLanguages() {
    for (CatalogueModel model : MODELS) {
      assertTrue(model.licence().text().contains("Use-based restrictions"), model.name());
      assertTrue(!model.purpose(Locale.GERMAN).equals(model.purpose(Locale.ENGLISH)));
      assertEquals(model.purpose(Locale.ENGLISH), model.purpose(Locale.FRENCH));
    }
  }

  @Test
  void namesAreTheOnlyOnesOfTheirKind() {
    assertEquals(MODELS.size(), MODELS.stream().map(CatalogueModel::name).distinct().count());
  }
}
