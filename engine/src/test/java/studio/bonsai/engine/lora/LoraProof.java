// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.FileParameters;
import studio.bonsai.engine.weights.ParameterSource;
import studio.bonsai.engine.weights.Safetensors;
import studio.bonsai.engine.weights.TensorFile;

/** Writes a LoRA and what the engine makes of it, for {@code lora.py check}. */
final class LoraProof {
  private LoraProof() {}

  /**
   * @param arguments the folder to write into
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    LibTorch.inferOnThisThread();
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager);
        ReferenceTensors numbers = ReferenceTensors.open(manager, "lora/kohya-out")) {
      SmallModel base = new SmallModel(manager, "base");
      LoraLayers layers = layers(base, manager, kernels);
      Path file = folder.resolve("lora.safetensors");
      layers.write(file, layers.weights().all(), Map.of());
      MergedModel model = new MergedModel(base, List.of(Lora.of(file, 1)), kernels, manager, true);
      Map<String, NDArray> said = new TreeMap<>();
      List.of("latent", "timestep", "text_in", "ids").forEach(n -> said.put(n, numbers.get(n)));
      said.put(
          "unet",
          SmallModel.unet(model, manager, kernels)
              .forward(numbers.get("latent"), numbers.get("timestep"), numbers.get("text_in")));
      said.put("text", SmallModel.text(model, manager, kernels).encode(numbers.get("ids"), 1));
      Safetensors.write(folder.resolve("said.safetensors"), said, Map.of());
    }
  }

  /** Of all attention in the U-Net and two layers in the text encoder, at random. */
  static LoraLayers layers(SmallModel base, NDManager manager, Kernels kernels) {
    LoraLayers layers = new LoraLayers(manager, 3);
    Layers ofUNet = new Layers(4, 6, Layers.ofUNet().targets());
    Layers ofText = new Layers(2, 3, Layers.ofTextEncoder().targets());
    try (TensorFile unet = base.weights("unet");
        TensorFile text = base.weights("text_encoder")) {
      unet(base, layers.around("unet", ofUNet, source(unet, manager)), kernels);
      text(base, layers.around("text_encoder", ofText, source(text, manager)), kernels);
    }
    try (RandomSource random = new RandomSource(manager, 5)) {
      for (NDArray array : layers.weights().all().values()) {
        random.normal(manager, array.getShape().getShape()).mul(0.1f).copyTo(array);
      }
    }
    return layers;
  }

  private static ParameterSource source(TensorFile file, NDManager manager) {
    return FileParameters.copied(file, manager, new Compute(manager.getDevice(), DataType.FLOAT32));
  }

  static UNet unet(SmallModel base, ParameterSource source, Kernels kernels) {
    return new UNet(UNetConfigJson.read(base.config("unet"), "unet"), source, kernels);
  }

  private static TextEncoder text(SmallModel base, ParameterSource source, Kernels kernels) {
    return new TextEncoder(
        TextEncoderConfigJson.read(base.config("text_encoder"), "text"), source, kernels);
  }
}
