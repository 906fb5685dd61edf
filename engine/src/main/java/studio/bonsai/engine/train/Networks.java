// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import studio.bonsai.engine.weights.ParameterSource;

/** What networks are built of while they learn. */
@FunctionalInterface
public interface Networks {
  /** The parameters of one network, by the prefix under which they were taken in. */
  ParameterSource at(String prefix);
}
