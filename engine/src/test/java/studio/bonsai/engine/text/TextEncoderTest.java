// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static studio.bonsai.engine.ReferenceTensors.assertClose;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.weights.ParameterCount;
import studio.bonsai.engine.weights.ParameterSource;

class TextEncoderTest {
  private static final String QUICK = "quick_gelu";
  private static final String PLAIN = "gelu";

  private NDManager manager;
  private Kernels kernels;

  @BeforeEach
  void open() {
    manager = LibTorch.newManager(Compute.cpu());
    kernels = new Kernels(manager);
  }

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {QUICK, PLAIN})
  void everyClipSkipGivesTheNumbersOfTransformers(String activation) {
    try (ReferenceTensors reference = open(activation)) {
      TextEncoder encoder = encoder(reference, reference.weights());
      for (int skip = 1; skip <= 3; skip++) {
        NDArray actual = encoder.encode(reference.get("ids"), skip);
        assertClose(reference.get("skip" + skip), actual, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {QUICK, PLAIN})
  void chunksMayBeShorterThanThePositions(String activation) {
    try (ReferenceTensors reference = open(activation)) {
      TextEncoder encoder = encoder(reference, reference.weights());
      NDArray actual = encoder.encode(reference.get("short.ids"), 1);
      assertClose(reference.get("short"), actual, 1e-5);
    }
  }

  @Test
  void halfPrecisionStaysCloseAndHalf() {
    try (ReferenceTensors reference = open(PLAIN)) {
      ParameterSource half =
          (name, shape) -> reference.weights().get(name, shape).toType(DataType.FLOAT16, false);
      NDArray actual = encoder(reference, half).encode(reference.get("ids"), 1);
      assertEquals(DataType.FLOAT16, actual.getDataType());
      assertClose(reference.get("skip1"), actual.toType(DataType.FLOAT32, false), 5e-3);
    }
  }

  @Test
  void gradientsFlowThroughTheLayers() {
    try (ReferenceTensors reference = open(QUICK)) {
      String name = "text_model.encoder.layers.1.self_attn.q_proj.weight";
      NDArray weight = reference.get("w." + name);
      weight.setRequiresGradient(true);
      ParameterSource source =
          (n, shape) -> n.equals(name) ? weight : reference.weights().get(n, shape);
      TextEncoder encoder = encoder(reference, source);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray encoded = encoder.encode(reference.get("ids").get("0:1"), 1);
        collector.backward(encoded.square().mean());
      }
      assertClose(reference.get("grad"), weight.getGradient(), 1e-4);
    }
  }

  @Test
  void onlyTheResultStaysInTheManager() {
    try (ReferenceTensors reference = open(QUICK);
        NDManager scope = manager.newSubManager()) {
      TextEncoder encoder = encoder(reference, reference.weights());
      NDArray ids = reference.get("ids");
      ids.attach(scope);
      encoder.encode(ids, 1);
      assertEquals(2, scope.getManagedArrays().size());
    }
  }

  @Test
  void clipSkipOutsideTheLayersIsRefused() {
    try (ReferenceTensors reference = open(QUICK)) {
      TextEncoder encoder = encoder(reference, reference.weights());
      NDArray ids = reference.get("ids");
      assertThrows(IllegalArgumentException.class, () -> encoder.encode(ids, 0));
      assertThrows(IllegalArgumentException.class, () -> encoder.encode(ids, 4));
    }
  }

  @Test
  void moreTokensThanPositionsAreRefused() {
    try (ReferenceTensors reference = open(QUICK)) {
      TextEncoder encoder = encoder(reference, reference.weights());
      NDArray ids = manager.zeros(new Shape(1, 12), DataType.INT64);
      assertThrows(IllegalArgumentException.class, () -> encoder.encode(ids, 1));
    }
  }

  @Test
  void theReferenceWeightsAreAllUsed() {
    try (ReferenceTensors reference = open(QUICK)) {
      List<String> used = new ArrayList<>();
      ParameterSource recording =
          (name, shape) -> {
            used.add("w." + name);
            return reference.weights().get(name, shape);
          };
      encoder(reference, recording);
      List<String> stored =
          reference.names().stream().filter(name -> name.startsWith("w.")).sorted().toList();
      assertEquals(stored, used.stream().sorted().toList());
    }
  }

  @Test
  void clipVitL14HasTheParametersOfStableDiffusion1() {
    assertEquals(123_060_480, parameters(TextEncoderConfig.clipVitL14()));
  }

  @Test
  void openClipVitH14HasTheParametersOfStableDiffusion2() {
    assertEquals(340_387_840, parameters(TextEncoderConfig.openClipVitH14()));
  }

  private long parameters(TextEncoderConfig config) {
    ParameterCount count = new ParameterCount();
    TextEncoder encoder = new TextEncoder(config, count, kernels);
    assertEquals(config, encoder.config());
    return count.total();
  }

  private TextEncoder encoder(ReferenceTensors reference, ParameterSource source) {
    return new TextEncoder(
        TextEncoderConfigJson.read(reference.config(), "fixture"), source, kernels);
  }

  private ReferenceTensors open(String activation) {
    return ReferenceTensors.open(manager, "text/encoder-" + activation);
  }
}
