// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import java.util.Map;

/**
 * How a network's group norms normalise.
 *
 * @param groups number of channel groups
 * @param eps added to the variance
 */
public record Norm(int groups, double eps) {
  Map<String, Object> constants() {
    return Map.of("groups", (long) groups, "eps", eps);
  }
}
