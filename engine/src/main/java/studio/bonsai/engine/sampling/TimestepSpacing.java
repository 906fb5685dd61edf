// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

/**
 * How the timesteps of a run are spread over those of the training: Table 2 of Lin et al. 2023,
 * arXiv 2305.08891.
 */
enum TimestepSpacing {
  LEADING("leading"),
  LINSPACE("linspace"),
  TRAILING("trailing");

  private final String json;

  TimestepSpacing(String json) {
    this.json = json;
  }

  String json() {
    return json;
  }
}
