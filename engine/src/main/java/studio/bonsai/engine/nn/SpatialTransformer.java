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
 * Self-attention over the pixels, cross-attention to the text, a gated feed-forward; diffusers'
 * {@code Transformer2DModel} with one block.
 */
public final class SpatialTransformer {
  /**
   * What differs between models.
   *
   * @param heads number of attention heads; divides the channels
   * @param contextChannels width of the text
   * @param groups of the group norm
   * @param linearProjection projections in and out are linear (SD v2), else 1x1 convolutions
   * @param upcast attention is computed in float32 (SD v2.1)
   */
  public record Shape(
      int heads, int contextChannels, int groups, boolean linearProjection, boolean upcast) {
    Map<String, Object> constants() {
      return Map.of(
          "heads",
          (long) heads,
          "groups",
          (long) groups,
          "linear_projection",
          linearProjection,
          "upcast",
          upcast);
    }
  }

  private final int channels;
  private final Shape shape;
  private final LayerWeights weights;
  private final LayerWeights textWeights;

  public SpatialTransformer(ParameterSource source, Kernels kernels, int channels, Shape shape) {
    this.channels = channels;
    this.shape = shape;
    ParameterList list = new ParameterList(source).norm("norm", channels);
    for (String projection : List.of("proj_in", "proj_out")) {
      if (shape.linearProjection()) {
        list.pixelLinear(projection, channels, channels);
      } else {
        list.convolution(projection, channels, channels, 1);
      }
    }
    String block = "transformer_blocks.0.";
    list.norm(block + "norm1", channels);
    list.pixelLinearWithoutBias(block + "attn1.to_q", channels, channels)
        .pixelLinearWithoutBias(block + "attn1.to_k", channels, channels)
        .pixelLinearWithoutBias(block + "attn1.to_v", channels, channels)
        .pixelLinear(block + "attn1.to_out.0", channels, channels);
    list.norm(block + "norm2", channels);
    list.pixelLinearWithoutBias(block + "attn2.to_q", channels, channels)
        .pixelLinear(block + "attn2.to_out.0", channels, channels);
    list.norm(block + "norm3", channels)
        .gatedLinear(block + "ff.net.0.proj", channels, 8 * channels)
        .pixelLinear(block + "ff.net.2", 4 * channels, channels);
    Kernel kernel = kernels.load("transformer", shape.constants());
    weights = list.weights(kernels, kernel);
    textWeights =
        new ParameterList(source)
            .pixelLinearWithoutBias(block + "attn2.to_k", shape.contextChannels(), channels)
            .pixelLinearWithoutBias(block + "attn2.to_v", shape.contextChannels(), channels)
            .weights(kernels, kernel);
  }

  /**
   * What the cross-attention needs of a text, whatever the picture.
   *
   * @param text [B, T, contextChannels]
   * @return keys and values, [2, B, T, C]
   */
  public NDArray keysAndValues(NDArray text) {
    return textWeights.call("keys_and_values", WorkSize.ofText(text), text);
  }

  /**
   * Pictures that several texts share are computed once as far as the texts do not matter.
   *
   * @param x [B, C, H, W]
   * @param keysAndValues [2, kB, T, C], in the order of k rounds over the pictures
   * @return [kB, C, H, W]
   */
  public NDArray forward(NDArray x, NDArray keysAndValues) {
    return weights.call("forward", WorkSize.of(x), x, keysAndValues);
  }

  /**
   * The same before x is added: what the last projection says.
   *
   * @return [B, C, H, W]
   */
  public NDArray change(NDArray x, NDArray keysAndValues) {
    return weights.call("change", WorkSize.of(x), x, keysAndValues);
  }

  /**
   * Multiply-accumulate operations of one picture, attention's own products not counted. The three
   * layer norms count as four operations an element: the published figures (made with thop) do so.
   *
   * @param tokens length of the text
   */
  public long macs(int height, int width, int tokens) {
    long c = channels;
    // proj_in, proj_out, four of self-attention, to_q and to_out of cross-attention: 8; ff: 12.
    long perPixel = 20 * c * c + 3 * 4 * c;
    return perPixel * height * width + 2 * c * shape.contextChannels() * tokens;
  }

  /** Multiply-accumulate operations of the attention products alone. */
  public long attentionMacs(int height, int width, int tokens) {
    long pixels = (long) height * width;
    return 2L * channels * pixels * (pixels + tokens);
  }
}
