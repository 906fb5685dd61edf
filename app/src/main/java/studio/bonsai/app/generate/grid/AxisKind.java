// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

/** What an axis of a grid may vary. */
public enum AxisKind {
  NONE("Nothing", Form.NOTHING),
  PROMPT("Prompt S/R", Form.WORDS),
  NEGATIVE("Negative prompt", Form.WORDS),
  MODEL("Checkpoint name", Form.MODEL),
  SAMPLER("Sampler", Form.SAMPLER),
  STEPS("Steps", Form.WHOLE, 1, 1000),
  GUIDANCE("CFG Scale", Form.DECIMAL, 0, 100),
  GUIDANCE_RESCALE("CFG Rescale phi", Form.DECIMAL, 0, 1),
  SEED("Seed", Form.WHOLE, -9e15, 9e15),
  VARIATION("Var. strength", Form.DECIMAL, 0, 1),
  SIZE("Size", Form.SIZE),
  STRENGTH("Denoising", Form.DECIMAL, 0, 1),
  FEATHER("Mask blur", Form.WHOLE, 0, 512),
  CLIP_SKIP("Clip skip", Form.WHOLE, 1, 32),
  ETA("Eta", Form.DECIMAL, 0, 1);

  /** How values are typed. */
  enum Form {
    NOTHING,
    WORDS,
    MODEL,
    SAMPLER,
    SIZE,
    WHOLE,
    DECIMAL
  }

  private final String webUiName;
  private final Form form;
  private final double least;
  private final double most;

  AxisKind(String webUiName, Form form) {
    this(webUiName, form, Double.NaN, Double.NaN);
  }

  AxisKind(String webUiName, Form form, double least, double most) {
    this.webUiName = webUiName;
    this.form = form;
    this.least = least;
    this.most = most;
  }

  /** As AUTOMATIC1111's web UI writes it into a sheet. */
  String webUiName() {
    return webUiName;
  }

  Form form() {
    return form;
  }

  boolean isNumber() {
    return form == Form.WHOLE || form == Form.DECIMAL;
  }

  /** The least number; NaN where none is typed. */
  double least() {
    return least;
  }

  double most() {
    return most;
  }
}
