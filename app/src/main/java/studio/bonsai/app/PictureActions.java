// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.GenerationRequest;

/** What other sections ask of Generate; each brings it into view. FX thread only. */
public interface PictureActions {
  /**
   * Takes over all settings of a request.
   *
   * @param model by its name, when it is known
   */
  void useSettings(GenerationRequest request, Optional<String> model);

  void useSeed(long seed);

  /** Takes a picture to start from. */
  void useAsInput(Path picture);
}
