// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.ModelCatalogue.Begun;

/** Downloads that broke off, were paused, or whose program crashed. */
public final class BegunDownloads {
  private BegunDownloads() {}

  /** Those of models that the catalogue still has. */
  public static List<Begun> in(Path shelf, List<CatalogueModel> models) {
    return PartFolder.all(shelf).stream()
        .flatMap(
            part ->
                models.stream()
                    .filter(m -> m.name().equals(part.name()))
                    .flatMap(m -> begun(m, part)))
        .toList();
  }

  private static Stream<Begun> begun(CatalogueModel model, PartFolder part) {
    return part.order().stream()
        .map(
            order ->
                new Begun(
                    model,
                    order.precision(),
                    Math.min(order.bytes(), part.presentBytes()),
                    order.bytes()));
  }

  /** Deletes what is there of a model. */
  public static void discard(Path shelf, String name) {
    PartFolder.of(shelf, name).delete();
  }
}
