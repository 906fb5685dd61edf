// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

/** What the network predicts; the names are those of {@code prediction_type} in diffusers. */
public enum PredictionType {
  /** The noise in the latent. */
  EPSILON("epsilon"),
  /**
   * The velocity {@code sqrt(a) noise - sqrt(1 - a) x0}: Salimans and Ho 2022, arXiv 2202.00512.
   */
  V_PREDICTION("v_prediction"),
  /** The clean latent itself. */
  SAMPLE("sample");

  private final String json;

  PredictionType(String json) {
    this.json = json;
  }

  /** The value of {@code prediction_type} in a scheduler_config.json. */
  public String json() {
    return json;
  }
}
