// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/**
 * Sinusoids of the timestep through two linear layers; SiLU is applied at the end, once for all.
 */
public final class TimestepEmbedding {
  /**
   * What differs between models.
   *
   * @param channels number of sinusoids
   * @param width of the embedding
   * @param conditionChannels width of an extra condition (LCM's guidance embedding); 0 for none
   */
  public record Shape(
      int channels, int width, int conditionChannels, boolean flipSinToCos, double freqShift) {}

  private final Shape shape;
  private final List<NDArray> parameters;
  private final Kernel kernel;

  public TimestepEmbedding(ParameterSource source, Kernels kernels, Shape shape) {
    this.shape = shape;
    kernel =
        kernels.load(
            "timestep",
            Map.of(
                "channels", (long) shape.channels(),
                "flip_sin_to_cos", shape.flipSinToCos(),
                "freq_shift", shape.freqShift()));
    ParameterList list =
        new ParameterList(source)
            .linear("linear_1", shape.channels(), shape.width())
            .linear("linear_2", shape.width(), shape.width());
    if (shape.conditionChannels() > 0) {
      list.linearWithoutBias("cond_proj", shape.conditionChannels(), shape.channels());
    }
    parameters = list.arrays();
  }

  /**
   * @param timestep [B], any number type
   * @param like decides dtype and owner of the result
   * @return [B, width], SiLU applied
   */
  public NDArray forward(NDArray like, NDArray timestep) {
    return kernel.call("forward", like, timestep, parameters);
  }

  /**
   * @param condition [B, conditionChannels]
   */
  public NDArray forward(NDArray like, NDArray timestep, NDArray condition) {
    return kernel.call("forward_with_condition", like, timestep, condition, parameters);
  }

  /** Multiply-accumulate operations of one picture. */
  public long macs() {
    return (long) shape.width() * (shape.channels() + shape.width());
  }
}
