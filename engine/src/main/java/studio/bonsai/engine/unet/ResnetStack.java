// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.nn.ResnetBlock;
import studio.bonsai.engine.nn.SpatialTransformer;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterSource;

/** The resnets of a level, each followed by its transformer if the level attends. */
final class ResnetStack {
  private final List<ResnetBlock> resnets = new ArrayList<>();
  private final List<SpatialTransformer> transformers = new ArrayList<>();

  /**
   * @param inputs channels that each resnet takes in
   */
  ResnetStack(
      UNetConfig config,
      Level level,
      List<Integer> inputs,
      ParameterSource source,
      Kernels kernels) {
    int width = level.channels();
    for (int i = 0; i < inputs.size(); i++) {
      ParameterSource resnet = source.at("resnets." + i);
      resnets.add(
          new ResnetBlock(
              resnet, kernels, inputs.get(i), width, config.timeChannels(), config.norm()));
      if (level.attention()) {
        ParameterSource attention = source.at("attentions." + i);
        transformers.add(
            new SpatialTransformer(attention, kernels, width, config.transformer(level.heads())));
      }
    }
  }

  int size() {
    return resnets.size();
  }

  NDArray forward(int layer, NDArray x, NDArray time, TextContext text) {
    ResnetBlock resnet = resnets.get(layer);
    if (transformers.isEmpty()) {
      return Segment.of(in -> resnet.forward(in.get(0), in.get(1)), x, time);
    }
    SpatialTransformer transformer = transformers.get(layer);
    return Segment.of(
        in -> attend(transformer, resnet.forward(in.get(0), in.get(1)), in.get(2)),
        x,
        time,
        text.of(transformer));
  }

  /** Lets someone hear what the transformer says before its input is added. */
  NDArray forward(
      int layer, NDArray x, NDArray time, TextContext text, Consumer<NDArray> projected) {
    SpatialTransformer transformer = transformers.get(layer);
    List<NDArray> results =
        Recording.segment(
            List.of(x, time, text.of(transformer)),
            in -> {
              try (NDArray h = resnets.get(layer).forward(in.get(0), in.get(1))) {
                NDArray change = transformer.change(h, in.get(2));
                return List.of(change.add(h), change);
              }
            });
    try (NDArray change = results.get(1)) {
      projected.accept(change);
    }
    return results.get(0);
  }

  NDArray forward(int layer, NDArray x, NDArray skip, NDArray time, TextContext text) {
    ResnetBlock resnet = resnets.get(layer);
    if (transformers.isEmpty()) {
      return Segment.of(in -> resnet.forward(in.get(0), in.get(1), in.get(2)), x, skip, time);
    }
    SpatialTransformer transformer = transformers.get(layer);
    return Segment.of(
        in -> attend(transformer, resnet.forward(in.get(0), in.get(1), in.get(2)), in.get(3)),
        x,
        skip,
        time,
        text.of(transformer));
  }

  private static NDArray attend(SpatialTransformer transformer, NDArray x, NDArray text) {
    try (x) {
      return transformer.forward(x, text);
    }
  }

  void count(Cost cost) {
    resnets.forEach(cost::add);
    transformers.forEach(cost::add);
  }
}
