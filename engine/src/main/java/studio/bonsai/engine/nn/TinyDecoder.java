// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.weights.ParameterSource;

/**
 * The decoder of TAESD (Ollin Boer Bohan's tiny autoencoder), as diffusers' {@code AutoencoderTiny}
 * lays it out: previews close to the real picture for a hundredth of its cost.
 */
public final class TinyDecoder {
  private static final int WIDTH = 64;
  private static final int LEVELS = 3;
  private static final int BLOCKS = 3;

  /** A convolution's input and output, and the block's own input. */
  private static final long BUFFERS = 3;

  /** A kernel method and its parameters. */
  private record Layer(String method, List<NDArray> parameters) {}

  private final Kernel kernel;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param source tensors named {@code N.weight}, {@code N.conv.0.weight}...: diffusers' names
   *     below {@code decoder.layers}
   */
  public TinyDecoder(ParameterSource source, Kernels kernels, int latentChannels) {
    kernel = kernels.load("tiny");
    add("first", new ParameterList(source).convolution("0", latentChannels, WIDTH, 3));
    // Index 1 is the first layer's activation; 5, 10 and 15 are enlargements without parameters.
    int index = 2;
    for (int level = 0; level < LEVELS; level++) {
      for (int block = 0; block < BLOCKS; block++) {
        add("block", block(source, index++));
      }
      index++;
      add("up", new ParameterList(source).convolutionWithoutBias("" + index++, WIDTH, WIDTH, 3));
    }
    add("block", block(source, index++));
    add("last", new ParameterList(source).convolution("" + index, WIDTH, 3, 3));
  }

  /**
   * Numbers alive at once while one latent is decoded.
   *
   * @param latentPixels of that latent
   */
  public static long activations(long latentPixels) {
    return BUFFERS * WIDTH * (latentPixels << (2 * LEVELS));
  }

  private static ParameterList block(ParameterSource source, int index) {
    ParameterList list = new ParameterList(source.at(index + ".conv"));
    for (String name : List.of("0", "2", "4")) {
      list.convolution(name, WIDTH, WIDTH, 3);
    }
    return list;
  }

  private void add(String method, ParameterList list) {
    layers.add(new Layer(method, list.arrays()));
  }

  /**
   * @param latent [B, C, h, w], scaled as the U-Net sees it
   * @return [B, 3, 8h, 8w], nominally in [-1, 1]
   */
  public NDArray forward(NDArray latent) {
    NDArray h = latent;
    for (Layer layer : layers) {
      NDArray next = kernel.call(layer.method(), h, layer.parameters());
      if (h != latent) {
        h.close();
      }
      h = next;
    }
    return h;
  }
}
