// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.sampling.Denoiser;
import studio.bonsai.engine.sampling.Guidance;
import studio.bonsai.engine.unet.TextContext;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;

/** The U-Net as a sampler sees it: told the text, guided, in the type it computes in. */
final class GuidedNetwork implements Denoiser, AutoCloseable {
  private final UNet unet;
  private final DataType dtype;
  private final Guidance guidance;
  private final TextContext text;
  private final NDArray condition;
  private final NDArray extraChannels;

  /**
   * @param text [2B, T, D], the negative ones first, if guidance is active, else [B, T, D]
   * @param condition [B, C] for a network distilled over the guidance scale, else null
   * @param extraChannels [B, 5, h, w] for an inpainting network, else null
   */
  GuidedNetwork(
      UNet unet,
      DataType dtype,
      Guidance guidance,
      NDArray text,
      NDArray condition,
      NDArray extraChannels) {
    this.unet = unet;
    this.dtype = dtype;
    this.guidance = guidance;
    this.text = new TextContext(text);
    this.condition = condition;
    this.extraChannels = extraChannels;
  }

  /** Guidance of one network pass; a network distilled over the scale is told it instead. */
  static Guidance guidance(UNetConfig config, GenerationRequest request) {
    return config.conditionChannels() > 0
        ? Guidance.none()
        : new Guidance(
            request.guidanceScale().orElseThrow(), request.guidanceRescale().orElseThrow());
  }

  @Override
  public NDArray predict(NDArray latent, double timestep) {
    NDManager owner = latent.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDArray input = input(scope, latent);
      NDArray time = scope.full(new Shape(input.getShape().get(0)), (float) timestep);
      NDArray output = run(input, time).toType(DataType.FLOAT32, false);
      NDArray prediction = guidance.isActive() ? guidance.combine(output) : output;
      prediction.attach(owner);
      return prediction;
    }
  }

  private NDArray run(NDArray input, NDArray time) {
    return condition == null
        ? unet.forward(input, time, text)
        : unet.forward(input, time, text, condition);
  }

  private NDArray input(NDManager scope, NDArray latent) {
    NDArray input = latent.duplicate();
    input.attach(scope);
    if (extraChannels != null) {
      input = NDArrays.concat(new NDList(input, extraChannels), 1);
      input.attach(scope);
    }
    return input.toType(dtype, false);
  }

  @Override
  public void close() {
    text.close();
  }
}
