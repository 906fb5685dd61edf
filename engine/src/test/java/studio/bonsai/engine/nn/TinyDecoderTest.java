// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.weights.ParameterSource;

class TinyDecoderTest {
  @Test
  void decodesAsDiffusersAutoencoderTiny() {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager);
        RandomSource random = new RandomSource(manager, 5);
        ReferenceTensors reference = ReferenceTensors.open(manager, "vae/tiny")) {
      TinyDecoder decoder = new TinyDecoder(drawn(manager, random), kernels, 4);
      NDArray decoded = decoder.forward(reference.get("latent"));
      ReferenceTensors.assertClose(reference.get("decoded"), decoded, 1e-5);
    }
  }

  /** The weights of src/reference/previews.py: drawn in the order in which they are asked for. */
  private static ParameterSource drawn(NDManager manager, RandomSource random) {
    return (name, shape) -> {
      double fanIn = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
      float scale = (float) (shape.length > 1 ? Math.pow(fanIn, -0.5) : 0.2);
      return random.normal(manager, shape).mul(scale);
    };
  }
}
