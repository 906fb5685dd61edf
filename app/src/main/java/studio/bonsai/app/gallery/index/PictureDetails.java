// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.util.Optional;

/**
 * All that is known of a picture.
 *
 * @param facts as its file tells them
 */
public record PictureDetails(Picture picture, PictureFacts facts) {
  public String prompt() {
    return facts.request().map(r -> r.prompt()).orElse("");
  }

  public Optional<String> problem() {
    return facts.problem();
  }
}
