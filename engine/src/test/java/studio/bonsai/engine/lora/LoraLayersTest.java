// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.Recording;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.train.Leaves;
import studio.bonsai.engine.train.Losses;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.ParameterSource;

/** Held against peft by {@code src/reference/lora.py}. */
class LoraLayersTest {
  private static final Layers ATTENTION =
      new Layers(4, 6, List.of("to_q", "to_k", "to_v", "to_out.0"));

  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final Kernels kernels = new Kernels(manager);
  private final LoraLayers layers = new LoraLayers(manager, 7);

  @AfterEach
  void close() {
    kernels.close();
    manager.close();
  }

  private UNet unet(ReferenceTensors model, ParameterSource source) {
    return new UNet(UNetConfigJson.read(model.config(), "unet"), source, kernels);
  }

  private void learn(
      ReferenceTensors numbers, String prefix, Function<ParameterSource, NDArray> forward) {
    layers.weights().all().forEach((name, array) -> numbers.get(own(name, prefix)).copyTo(array));
    try (Leaves leaves = new Leaves(layers.weights())) {
      try (Recording recording = Recording.begin();
          NDManager scope = manager.newSubManager()) {
        NDArray said = forward.apply(layers.changed(leaves, kernels, scope).at(prefix));
        ReferenceTensors.assertClose(numbers.get("out"), said, 1e-5);
        NDArray loss = new Losses(kernels).meanSquared(said, numbers.get("target"));
        ReferenceTensors.assertClose(numbers.get("loss"), loss, 1e-5);
        recording.backward(loss, manager.create(1f));
      }
      compareGradients(numbers, prefix, leaves);
    }
  }

  private static String own(String name, String prefix) {
    return "p." + name.substring(prefix.length() + 1);
  }

  private static void compareGradients(ReferenceTensors numbers, String prefix, Leaves leaves) {
    double largest =
        numbers.names().stream()
            .filter(n -> n.startsWith("g."))
            .mapToDouble(n -> numbers.get(n).abs().max().getFloat())
            .max()
            .orElseThrow();
    for (String name : leaves.names()) {
      NDArray want = numbers.get("g." + name.substring(prefix.length() + 1));
      double difference = want.sub(leaves.gradient(name).orElseThrow()).abs().max().getFloat();
      // Attention over a single pixel has gradients of 0, of which both sides compute noise.
      double scale = Math.max(want.abs().max().getFloat(), 1e-4 * largest);
      assertTrue(difference <= 1e-4 * scale, name + " is off by " + difference / scale);
    }
    assertEquals(
        numbers.names().stream().filter(n -> n.startsWith("g.")).count(), leaves.names().size());
  }

  @Test
  void theChangedUNetAndAllGradientsArePefts() {
    try (ReferenceTensors model = ReferenceTensors.open(manager, "unet/v1-base");
        ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/train-unet")) {
      UNet frozen = unet(model, layers.around("unet", ATTENTION, model.weights()));
      assertEquals(24, frozen.config().width());
      learn(
          numbers,
          "unet",
          source ->
              unet(model, source)
                  .forward(numbers.get("latent"), numbers.get("timestep"), numbers.get("text")));
    }
  }

  @Test
  void theChangedTextEncoderAndAllGradientsArePefts() {
    Layers attention = new Layers(4, 3, List.of("q_proj", "v_proj"));
    try (ReferenceTensors model = ReferenceTensors.open(manager, "text/encoder-quick_gelu");
        ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/train-text")) {
      Function<ParameterSource, TextEncoder> builder =
          source ->
              new TextEncoder(TextEncoderConfigJson.read(model.config(), "text"), source, kernels);
      TextEncoder frozen = builder.apply(layers.around("text_encoder", attention, model.weights()));
      assertEquals(3, frozen.config().layers());
      learn(numbers, "text_encoder", source -> builder.apply(source).encode(numbers.get("ids"), 1));
    }
  }

  @Test
  void nothingIsChangedAtFirst() {
    try (ReferenceTensors model = ReferenceTensors.open(manager, "unet/v1-base");
        Leaves leaves = taken(model)) {
      String name = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q.weight";
      NDArray before = model.weights().get(name, 24, 24);
      NDArray changed = layers.changed(leaves, kernels, manager).at("unet").get(name, 24, 24);
      assertArrayEquals(before.toFloatArray(), changed.toFloatArray());
    }
  }

  @Test
  void downIsDrawnWithinKaimingsBoundAndSpreadOverIt() {
    try (ReferenceTensors model = ReferenceTensors.open(manager, "unet/v1-base");
        Leaves leaves = taken(model)) {
      assertEquals(160, leaves.names().size());
      Map<String, NDArray> own = MasterWeights.below("unet", layers.weights().all());
      NDArray down =
          own.get("mid_block.attentions.0.transformer_blocks.0.attn1.to_q.lora_A.weight");
      double bound = 1 / Math.sqrt(24);
      assertTrue(down.abs().max().getFloat() <= bound);
      // The deviation of a uniform draw.
      assertEquals(bound / Math.sqrt(3), Math.sqrt(down.square().mean().getFloat()), 0.03);
    }
  }

  private Leaves taken(ReferenceTensors model) {
    UNetConfig config = unet(model, layers.around("unet", ATTENTION, model.weights())).config();
    assertTrue(config.middle());
    return new Leaves(layers.weights());
  }

  @Test
  void targetsThatNoLayerHasAreRefused() {
    Layers wrong = new Layers(4, 4, List.of("to_x", "q_proj"));
    try (ReferenceTensors model = ReferenceTensors.open(manager, "unet/v1-base")) {
      assertFalse(
          unet(model, layers.around("unet", wrong, model.weights())).config().down().isEmpty());
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> layers.check("unet", wrong))
            .getMessage();
    assertEquals("no layer of unet is called to_x or q_proj", message);
  }
}
