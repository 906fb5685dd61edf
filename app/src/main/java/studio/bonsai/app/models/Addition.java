// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model that is being added, or could not be.
 *
 * @param id tells additions apart
 * @param source the folder or file that was dropped
 * @param name that it shall have
 * @param done 0 to 1; empty while it is looked at
 * @param problem why it was refused; empty while all is well
 */
record Addition(long id, Path source, String name, OptionalDouble done, Optional<String> problem) {
  /** With so much more of it done, 0 to 1. */
  Addition further(double share) {
    return new Addition(id, source, name, OptionalDouble.of(done.orElse(0) + share), problem);
  }

  Addition refused(String reason) {
    return new Addition(id, source, name, done, Optional.of(reason));
  }
}
