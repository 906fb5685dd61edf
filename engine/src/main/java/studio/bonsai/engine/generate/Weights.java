// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.weights.FileParameters;
import studio.bonsai.engine.weights.ModelFiles;
import studio.bonsai.engine.weights.ParameterCount;
import studio.bonsai.engine.weights.TensorFile;

/**
 * How many numbers each network of a model holds.
 *
 * @param tables of each component: shapes by the names of its parameters
 * @param outline the U-Net without weights, for what depends on the size of a picture
 */
record Weights(
    long text, long unet, long autoencoder, Map<String, Map<String, Shape>> tables, UNet outline) {
  /** Counted without loading any. */
  static Weights of(
      TextEncoderConfig text, UNetConfig unet, AutoencoderConfig autoencoder, Kernels kernels) {
    ParameterCount ofText = new ParameterCount();
    ParameterCount ofUNet = new ParameterCount();
    ParameterCount ofAutoencoder = new ParameterCount();
    new TextEncoder(text, ofText, kernels);
    UNet outline = new UNet(unet, ofUNet, kernels);
    new Autoencoder(autoencoder, ofAutoencoder, kernels);
    Map<String, Map<String, Shape>> tables =
        Map.of(
            "text_encoder",
            ofText.shapes(),
            "unet",
            ofUNet.shapes(),
            "vae",
            ofAutoencoder.shapes());
    return new Weights(ofText.total(), ofUNet.total(), ofAutoencoder.total(), tables, outline);
  }

  /**
   * Holds the tables of all files against the networks, before one of them computes for minutes.
   *
   * @throws EngineException with everything that is wrong in any of them
   */
  void check(ModelFiles files) {
    List<String> problems = new ArrayList<>();
    for (String component : new TreeSet<>(tables.keySet())) {
      try (TensorFile file = files.weights(component)) {
        FileParameters.check(file, tables.get(component));
      } catch (EngineException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new EngineException(String.join("\n", problems));
    }
  }

  long total() {
    return text + unet + autoencoder;
  }
}
