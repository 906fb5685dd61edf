// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.nn.Downsample;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterSource;

/** One level on the way down: resnets, each with its transformer, then half the size. */
final class DownBlock {
  private final String name;
  private final ResnetStack stack;
  private final Downsample downsample;

  /**
   * @param name as its parameters are called
   * @param in channels that come from above
   * @param last the coarsest level is not halved
   */
  DownBlock(
      String name,
      UNetConfig config,
      Level level,
      int in,
      boolean last,
      ParameterSource source,
      Kernels kernels) {
    this.name = name;
    List<Integer> inputs = new ArrayList<>(Collections.nCopies(level.layers(), level.channels()));
    inputs.set(0, in);
    stack = new ResnetStack(config, level, inputs, source, kernels);
    downsample =
        last ? null : new Downsample(source.at("downsamplers.0"), kernels, level.channels(), false);
  }

  /**
   * Pushes every output onto the skips, where the way up finds them; the last one is the result.
   */
  NDArray forward(NDArray x, NDArray time, TextContext text, Deque<NDArray> skips, Tap tap) {
    NDArray h = x;
    for (int i = 0; i < stack.size(); i++) {
      String projection = name + ".attentions." + i + ".proj_out";
      h =
          tap.wants(projection)
              ? stack.forward(i, h, time, text, feature -> tap.hear(projection, feature))
              : stack.forward(i, h, time, text);
      skips.push(h);
    }
    if (downsample != null) {
      h = Segment.of(in -> downsample.forward(in.get(0)), h);
      skips.push(h);
    }
    tap.offer(name, h);
    return h;
  }

  void count(Cost cost) {
    stack.count(cost);
    if (downsample != null) {
      cost.halve();
      cost.add(downsample);
    }
  }
}
