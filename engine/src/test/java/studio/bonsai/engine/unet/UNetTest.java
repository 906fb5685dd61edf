// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.WeightLayout;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.unet.UNetConfig.Variant;
import studio.bonsai.engine.weights.ParameterCount;
import studio.bonsai.engine.weights.ParameterSource;

class UNetTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);
  private NDArray firstWeight;

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1-sd",
        "v1-base",
        "v1-small",
        "v1-tiny",
        "v2-sd",
        "v2-base",
        "v2-small",
        "v2-tiny",
        "odd-size",
        "inpaint",
        "custom"
      })
  void predictsWhatDiffusersPredicts(String name) {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/" + name)) {
      NDArray out = predict(unet(reference, reference.weights()), reference);
      ReferenceTensors.assertClose(reference.get("out"), out, 1e-5);
    }
  }

  /** Of latents that are computed once until the texts come in, also of odd sizes. */
  @ParameterizedTest
  @ValueSource(strings = {"v1-sd", "v1-tiny", "v2-base", "odd-size", "custom"})
  void severalTextsToALatentGiveWhatEachGivesAlone(String name) {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/" + name)) {
      UNet unet = unet(reference, reference.weights());
      NDArray latent = reference.get("latent");
      NDArray timestep = reference.get("timestep");
      NDArray text = reference.get("text");
      NDArray other = text.flip(1).mul(-0.5f);
      try (TextContext both = new TextContext(text.concat(other))) {
        NDArray expected =
            unet.forward(latent, timestep, text).concat(unet.forward(latent, timestep, other));
        ReferenceTensors.assertClose(expected, unet.forward(latent, timestep, both), 1e-6);
        ReferenceTensors.assertClose(expected, unet.forward(latent, timestep, both), 1e-6);
      }
    }
  }

  @Test
  void aNetworkWithoutTransformersAnswersEveryText() {
    Level level = new Level(8, 1, false, 1);
    Level up = new Level(8, 2, false, 1);
    UNetConfig config =
        new UNetConfig(
            4, 4, 8, List.of(level), false, List.of(up), 8, 4, 1e-5, false, false, true, 0, 0);
    ParameterSource weights = (name, shape) -> manager.ones(new Shape(shape)).mul(0.1f);
    try (TextContext texts = new TextContext(manager.ones(new Shape(4, 5, 8)))) {
      NDArray latent = manager.arange(2 * 4 * 8 * 8f).reshape(2, 4, 8, 8).sin();
      NDArray out =
          new UNet(config, weights, kernels).forward(latent, manager.ones(new Shape(2)), texts);
      assertEquals(new Shape(4, 4, 8, 8), out.getShape());
      assertEquals(out.get(":2"), out.get("2:"));
    }
  }

  @Test
  void takesTheGuidanceConditionOfLcm() {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/lcm")) {
      NDArray out =
          unet(reference, reference.weights())
              .forward(
                  reference.get("latent"),
                  reference.get("timestep"),
                  new TextContext(reference.get("text")),
                  reference.get("condition"));
      ReferenceTensors.assertClose(reference.get("out"), out, 1e-5);
    }
  }

  @Test
  void computesInHalfPrecisionOverFullPrecisionWeights() {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/v1-tiny")) {
      NDArray latent = reference.get("latent").toType(DataType.FLOAT16, false);
      NDArray out =
          unet(reference, reference.weights())
              .forward(latent, reference.get("timestep"), reference.get("text"));
      assertEquals(DataType.FLOAT16, out.getDataType());
      ReferenceTensors.assertClose(reference.get("out"), out.toType(DataType.FLOAT32, false), 1e-2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-sd", "v1-small", "v2-sd", "v2-tiny", "odd-size", "inpaint", "custom"})
  void computesInHalfPrecisionThroughout(String name) {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/" + name)) {
      ParameterSource weights = reference.weights();
      NDArray out =
          unet(reference, (key, shape) -> half(weights.get(key, shape)))
              .forward(
                  half(reference.get("latent")),
                  reference.get("timestep"),
                  half(reference.get("text")));
      assertEquals(DataType.FLOAT16, out.getDataType());
      ReferenceTensors.assertClose(reference.get("out"), out.toType(DataType.FLOAT32, false), 2e-2);
    }
  }

  private static NDArray half(NDArray array) {
    return array.toType(DataType.FLOAT16, false);
  }

  @Test
  void gradientsFlowToTheFirstConvolution() {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/v1-base")) {
      UNet unet = unet(reference, watched(reference.weights()));
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray out = predict(unet, reference);
        ReferenceTensors.assertClose(reference.get("out"), out, 1e-5);
        collector.backward(out.square().mean());
      }
      assertTrue(firstWeight.getGradient().abs().max().getFloat() > 0);
    }
  }

  private ParameterSource watched(ParameterSource source) {
    return (name, shape) -> {
      NDArray tensor = source.get(name, shape);
      if (name.equals("conv_in.weight")) {
        tensor.setRequiresGradient(true);
        firstWeight = tensor;
      }
      return tensor;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "SD, 859520964, 865910724", "BASE, 579384964, 583480964",
    "SMALL, 482346884, 485787524", "TINY, 323384964, 326825604"
  })
  void presetsHaveThePapersParameters(Variant variant, long v1, long v2) {
    assertEquals(v1, parameters(UNetConfig.v1(variant)));
    assertEquals(v2, parameters(UNetConfig.v2Base(variant)));
    assertEquals(v2, parameters(UNetConfig.v2(variant)));
    assertEquals(variant, UNetConfig.v2(variant).variant());
  }

  private long parameters(UNetConfig config) {
    ParameterCount count = new ParameterCount();
    UNet unet = new UNet(config, count, kernels);
    assertEquals(config, unet.config());
    return count.total();
  }

  @ParameterizedTest
  @CsvSource({"SD, 338.749", "BASE, 223.756", "SMALL, 217.728", "TINY, 205.035"})
  void presetsHaveThePapersOperations(Variant variant, double gigaMacs) {
    UNet unet = new UNet(UNetConfig.v1(variant), new ParameterCount(), kernels);
    assertEquals(gigaMacs, unet.macs(64, 64, 77) / 1e9, 5e-4);
  }

  /**
   * Counted by hand: pairs of channels in and out of the layers with many pixels, 36 numbers for
   * each of 9, and of those with few, 16 (balanced) or 36 (fast).
   */
  @ParameterizedTest
  @CsvSource({"AS_STORED, 0, 0", "COMPACT, 0, 0", "BALANCED, 27, 7", "FAST, 27, 27"})
  void transformedWeightsAreCounted(WeightLayout layout, long many, long few) {
    try (Kernels laidOut = new Kernels(manager, layout)) {
      UNet unet = new UNet(UNetConfig.v1(Variant.TINY), new ParameterCount(), laidOut);
      assertEquals(many * 4198400 + few * 11468800, unet.keptBeyondStored(2, 64, 64));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-sd", "v2-tiny", "custom", "inpaint"})
  void configSurvivesWritingAndReading(String name) {
    try (ReferenceTensors reference = ReferenceTensors.open(manager, "unet/" + name)) {
      UNetConfig config = UNetConfigJson.read(reference.config(), "config.json");
      assertEquals(config, UNetConfigJson.read(UNetConfigJson.write(config), "again.json"));
    }
  }

  private UNet unet(ReferenceTensors reference, ParameterSource weights) {
    return new UNet(UNetConfigJson.read(reference.config(), "config.json"), weights, kernels);
  }

  private static NDArray predict(UNet unet, ReferenceTensors reference) {
    return unet.forward(reference.get("latent"), reference.get("timestep"), reference.get("text"));
  }
}
