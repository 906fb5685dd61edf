// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.kernels.WeightLayout;
import studio.bonsai.engine.weights.ParameterSource;

class LayerWeightsTest {
  private static final Norm NORM = new Norm(8, 1e-5);
  private static final double TOLERANCE = 2e-5;

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final List<NDArray> drawn = new ArrayList<>();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AS_STORED")
  void resnetsAgreeInEveryLayout(WeightLayout layout) {
    NDArray time = random(2, 2, 16);
    for (NDArray x : List.of(random(1, 2, 64, 64, 48), random(3, 2, 64, 47, 50))) {
      assertAgrees(
          layout,
          kernels -> {
            ResnetBlock block = new ResnetBlock(source(), kernels, 64, 96, 16, NORM);
            return block.forward(x, time);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AS_STORED")
  void resnetsOfFewPixelsAgreeInEveryLayout(WeightLayout layout) {
    NDArray time = random(2, 2, 16);
    for (NDArray x : List.of(random(1, 2, 256, 13, 16), random(1, 2, 256, 8, 9))) {
      assertAgrees(
          layout,
          kernels -> {
            ResnetBlock block = new ResnetBlock(source(), kernels, 256, 256, 16, NORM);
            return block.forward(x, time);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AS_STORED")
  void transformersAgreeInEveryLayout(WeightLayout layout) {
    NDArray x = random(1, 2, 64, 33, 21);
    NDArray text = random(2, 2, 77, 40);
    for (boolean linear : List.of(true, false)) {
      SpatialTransformer.Shape shape = new SpatialTransformer.Shape(4, 40, 8, linear, false);
      assertAgrees(
          layout,
          kernels -> {
            SpatialTransformer layer = new SpatialTransformer(source(), kernels, 64, shape);
            return layer.forward(x, layer.keysAndValues(text));
          });
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AS_STORED")
  void changesOfSizeAgreeInEveryLayout(WeightLayout layout) {
    NDArray x = random(1, 2, 64, 34, 30);
    NDArray target = random(2, 2, 64, 67, 59);
    NDArray twice = random(2, 2, 64, 68, 60);
    assertAgrees(layout, kernels -> new Upsample(source(), kernels, 64).forward(x));
    assertAgrees(layout, kernels -> new Upsample(source(), kernels, 64).forward(x, twice));
    assertAgrees(layout, kernels -> new Upsample(source(), kernels, 64).forward(x, target));
    assertAgrees(layout, kernels -> new Downsample(source(), kernels, 64, false).forward(x));
    assertAgrees(layout, kernels -> new Downsample(source(), kernels, 64, true).forward(x));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AS_STORED")
  void theEndsOfANetworkAgreeInEveryLayout(WeightLayout layout) {
    NDArray latent = random(1, 1, 4, 24, 20);
    NDArray wide = random(2, 1, 64, 24, 20);
    assertAgrees(layout, k -> Convolution.plain(source(), k, "conv_in", 4, 64).forward(latent));
    assertAgrees(layout, k -> Convolution.normalised(source(), k, 64, 4, NORM).forward(wide));
    assertAgrees(
        layout, k -> Convolution.pointwise(source(), k, "quant_conv", 4, 4).forward(latent));
    assertAgrees(layout, k -> new PixelAttention(source(), k, 64, NORM).forward(wide));
  }

  @Test
  void weightsAreFormedAnewForAnotherSize() {
    NDArray time = random(2, 2, 16);
    NDArray large = random(1, 2, 64, 64, 48);
    NDArray small = random(3, 2, 64, 20, 12);
    try (Kernels plain = new Kernels(manager);
        Kernels fast = new Kernels(manager, WeightLayout.FAST)) {
      ResnetBlock block = new ResnetBlock(source(), fast, 64, 64, 16, NORM);
      block.forward(large, time);
      NDArray expected = new ResnetBlock(source(), plain, 64, 64, 16, NORM).forward(small, time);
      ReferenceTensors.assertClose(expected, block.forward(small, time), TOLERANCE);
    }
  }

  @Test
  void gradientsFlowWhateverTheLayout() {
    NDArray x = random(1, 2, 64, 64, 48);
    NDArray time = random(2, 2, 16);
    try (Kernels kernels = new Kernels(manager, WeightLayout.FAST)) {
      ResnetBlock block = new ResnetBlock(source(), kernels, 64, 64, 16, NORM);
      block.forward(x, time);
      NDArray weight = drawn.get(2);
      weight.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        collector.backward(block.forward(x, time).square().mean());
      }
      assertTrue(weight.getGradient().abs().max().getFloat() > 0);
    }
  }

  @Test
  void halfPrecisionUsesTheWeightsAsTheyAreStored() {
    NDArray x = random(1, 2, 64, 64, 48);
    NDArray time = random(2, 2, 16);
    try (Kernels kernels = new Kernels(manager, WeightLayout.FAST)) {
      ResnetBlock block = new ResnetBlock(source(), kernels, 64, 64, 16, NORM);
      NDArray half = x.toType(DataType.FLOAT16, false);
      NDArray out = block.forward(half, time.toType(DataType.FLOAT16, false));
      assertEquals(DataType.FLOAT16, out.getDataType());
      NDArray wide = out.toType(DataType.FLOAT32, false);
      ReferenceTensors.assertClose(block.forward(x, time), wide, 1e-2);
    }
  }

  private void assertAgrees(WeightLayout layout, Function<Kernels, NDArray> layer) {
    try (Kernels plain = new Kernels(manager);
        Kernels other = new Kernels(manager, layout)) {
      ReferenceTensors.assertClose(layer.apply(plain), layer.apply(other), TOLERANCE);
    }
  }

  /** The same parameters each time, in the order in which they are asked for. */
  private ParameterSource source() {
    drawn.clear();
    return (name, shape) -> {
      NDArray array = random(100 + drawn.size(), shape);
      drawn.add(array);
      double fanIn = 1;
      for (int i = 1; i < shape.length; i++) {
        fanIn *= shape[i];
      }
      array.muli(Math.sqrt(1 / fanIn));
      return array;
    };
  }

  private NDArray random(long seed, long... shape) {
    try (RandomSource random = new RandomSource(manager, seed)) {
      return random.normal(manager, shape).add(0);
    }
  }
}
