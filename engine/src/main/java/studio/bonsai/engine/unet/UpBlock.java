// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.Upsample;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterSource;

/** One level on the way up: resnets that take in a skip each, transformers, then twice the size. */
final class UpBlock {
  private final String name;
  private final ResnetStack stack;
  private final Upsample upsample;

  /**
   * @param name as its parameters are called
   * @param in channels that come from below
   * @param skips channels of the skips, in the order in which they are taken
   * @param last the finest level is not enlarged
   */
  UpBlock(
      String name,
      UNetConfig config,
      Level level,
      int in,
      Deque<Integer> skips,
      boolean last,
      ParameterSource source,
      Kernels kernels) {
    this.name = name;
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < level.layers(); i++) {
      inputs.add((i == 0 ? in : level.channels()) + skips.pop());
    }
    stack = new ResnetStack(config, level, inputs, source, kernels);
    upsample = last ? null : new Upsample(source.at("upsamplers.0"), kernels, level.channels());
  }

  /** Takes its skips off the stack and closes them, and its input. */
  NDArray forward(NDArray x, NDArray time, TextContext text, Deque<NDArray> skips, Tap tap) {
    NDArray h = x;
    for (int i = 0; i < stack.size(); i++) {
      try (NDArray below = h;
          NDArray skip = skips.pop()) {
        h = stack.forward(i, below, skip, time, text);
      }
    }
    if (upsample != null) {
      try (NDArray small = h) {
        h = Segment.of(in -> upsample.forward(in.get(0), in.get(1)), small, skips.peek());
      }
    }
    tap.offer(name, h);
    return h;
  }

  void count(Cost cost) {
    stack.count(cost);
    if (upsample != null) {
      cost.twice();
      cost.add(upsample);
    }
  }
}
