// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.weights.FileParameters;
import studio.bonsai.engine.weights.ModelFiles;
import studio.bonsai.engine.weights.RenamedTensors;
import studio.bonsai.engine.weights.Safetensors;
import studio.bonsai.engine.weights.TensorFile;

/** The networks of the fixtures as a model, in float16 as they are stored. */
record SmallModel(NDManager manager, String variant) implements ModelFiles {
  private Path file(String component) {
    String name = component.equals("unet") ? "unet/v1-" + variant : "text/encoder-quick_gelu";
    return ReferenceTensors.path(name + ".safetensors");
  }

  @Override
  public Path path() {
    return Path.of("small-" + variant);
  }

  @Override
  public ObjectNode config(String component) {
    try (ReferenceTensors tensors = ReferenceTensors.open(manager, file(component))) {
      return (ObjectNode) tensors.config();
    }
  }

  @Override
  public TensorFile weights(String component) {
    Safetensors stored = Safetensors.open(file(component));
    Map<String, String> names = new TreeMap<>();
    for (String name : stored.entries().keySet()) {
      if (name.startsWith("w.")) {
        names.put(name.substring(2), name);
      }
    }
    return RenamedTensors.of(stored, names);
  }

  /** The U-Net of a model that has this one's networks. */
  static UNet unet(ModelFiles model, NDManager manager, Kernels kernels) {
    try (TensorFile file = model.weights("unet")) {
      return new UNet(
          UNetConfigJson.read(model.config("unet"), "unet"),
          FileParameters.shared(file, manager, Compute.cpu()),
          kernels);
    }
  }

  static TextEncoder text(ModelFiles model, NDManager manager, Kernels kernels) {
    try (TensorFile file = model.weights("text_encoder")) {
      return new TextEncoder(
          TextEncoderConfigJson.read(model.config("text_encoder"), "text encoder"),
          FileParameters.shared(file, manager, Compute.cpu()),
          kernels);
    }
  }
}
