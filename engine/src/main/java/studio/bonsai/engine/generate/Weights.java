// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.weights.ParameterCount;

/**
 * How many numbers each network of a model holds.
 *
 * @param outline the U-Net without weights, for what depends on the size of a picture
 */
record Weights(long text, long unet, long autoencoder, UNet outline) {
  /** Counted without loading any. */
  static Weights of(
      TextEncoderConfig text, UNetConfig unet, AutoencoderConfig autoencoder, Kernels kernels) {
    ParameterCount ofText = new ParameterCount();
    ParameterCount ofUNet = new ParameterCount();
    ParameterCount ofAutoencoder = new ParameterCount();
    new TextEncoder(text, ofText, kernels);
    UNet outline = new UNet(unet, ofUNet, kernels);
    new Autoencoder(autoencoder, ofAutoencoder, kernels);
    return new Weights(ofText.total(), ofUNet.total(), ofAutoencoder.total(), outline);
  }

  long total() {
    return text + unet + autoencoder;
  }
}
