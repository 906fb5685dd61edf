// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.time.Instant;
import java.util.Optional;

/**
 * Which pictures are asked for.
 *
 * @param search words that prompts hold; the beginning of a word is enough
 * @param model that drew them, by its name
 * @param since when they were made, or later
 * @param subject one whole word of the prompt
 */
public record PictureQuery(
    Place place,
    String search,
    Optional<String> model,
    Optional<Instant> since,
    Optional<String> subject) {

  /** Where in the gallery. */
  public sealed interface Place {
    /** Everything but the bin. */
    record All() implements Place {}

    /** Those with a star. */
    record Favourites() implements Place {}

    /** What was deleted. */
    record Bin() implements Place {}

    /** One album. */
    record InAlbum(long id) implements Place {}
  }

  /** All that is not in the bin. */
  public static PictureQuery everything() {
    return in(new Place.All());
  }

  /** All of one place. */
  public static PictureQuery in(Place place) {
    return new PictureQuery(place, "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether it leaves out some of its place. */
  public boolean isNarrowed() {
    return !equals(in(place));
  }
}
