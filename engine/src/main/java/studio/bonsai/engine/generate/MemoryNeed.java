// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.types.DataType;
import java.util.stream.Stream;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.MemoryEstimate;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.nn.TinyDecoder;
import studio.bonsai.engine.text.PromptChunks;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.vae.LinearPreview;

/**
 * Estimates memory from the shapes of the networks. Activations are counted as the largest set that
 * is alive at once: the U-Net's skips and the buffers of its finest level, the decoder's buffers at
 * full size. The numbers of buffers were fitted to measured peaks; see the performance page.
 */
final class MemoryNeed {
  /** Buffers of the finest level's size that a pass of the U-Net holds beside its skips. */
  private static final long UNET_BUFFERS = 40;

  /** Buffers of the widest full-size activation that the decoder holds. */
  private static final double DECODER_BUFFERS = 2.5;

  /** The virtual machine, libtorch's code and its workspaces. */
  private static final long BASE = 450L << 20;

  private final DiffusionModel model;
  private final MemoryMode mode;
  private final boolean previews;

  /**
   * @param previews whether steps offer previews, which take weights of their own or the
   *     autoencoder's
   */
  MemoryNeed(DiffusionModel model, MemoryMode mode, boolean previews) {
    this.model = model;
    this.mode = mode;
    this.previews = previews;
  }

  MemoryEstimate of(GenerationRequest request, int largestWholeSide, int tile) {
    ImageSize size = request.size().orElseThrow();
    int factor = model.autoencoderConfig().factor();
    long height = size.height() / factor;
    long width = size.width() / factor;
    long passes = GuidedNetwork.guidance(model.unetConfig(), request).isActive() ? 2 : 1;
    long bytes = model.compute().dtype().getNumOfBytes();
    Weights weights = model.weights();
    long latents = request.batch() * passes;
    long unet = weights.unet() * bytes + forms(weights, latents, height, width);
    long denoising =
        unet
            + latents * bytes * (activations(height * width) + keysAndValues(tokens(request)))
            + beside(request, height * width);
    // The picture to start from is encoded whole, which takes what decoding takes.
    boolean tiled = request.start().isEmpty() && Math.max(height, width) > largestWholeSide;
    long decoded = tiled ? (long) tile * tile : height * width;
    long decoding =
        model.autoencoder().dtype().getNumOfBytes()
            * (weights.autoencoder() + decoderActivations(decoded * factor * factor));
    long text = weights.text() * bytes;
    return new MemoryEstimate(
        text, denoising, decoding, BASE + peak(unet, text, denoising, decoding));
  }

  /** What lies in memory beside the U-Net: for previews, or of an autoencoder that was used. */
  private long beside(GenerationRequest request, long pixels) {
    boolean linear = previews && !model.hasTinyDecoder();
    boolean used =
        request.start().isPresent()
            || (mode != MemoryMode.LOW && request.count() > request.batch());
    long bytes = model.autoencoder().dtype().getNumOfBytes();
    long beside = linear || used ? bytes * model.weights().autoencoder() : 0;
    if (linear) {
      long factor = model.autoencoderConfig().factor();
      beside += bytes * decoderActivations(LinearPreview.PIXELS * factor * factor);
    } else if (previews) {
      beside += model.compute().dtype().getNumOfBytes() * TinyDecoder.activations(pixels);
    }
    return beside;
  }

  /** Of the longer prompt, filled to whole chunks. */
  private long tokens(GenerationRequest request) {
    int length = Math.min(model.tokenizer().maxLength(), model.textConfig().positions());
    PromptChunks chunks = new PromptChunks(model.tokenizer(), length);
    return (long) length
        * Math.max(
            chunks.count(request.prompt()).chunks(),
            chunks.count(request.negativePrompt()).chunks());
  }

  /** Numbers of a text and of what all cross-attentions read from it. */
  private long keysAndValues(long tokens) {
    UNetConfig config = model.unetConfig();
    long channels = config.middle() ? config.down().get(config.down().size() - 1).channels() : 0;
    for (UNetConfig.Level level :
        Stream.concat(config.down().stream(), config.up().stream())
            .filter(UNetConfig.Level::attention)
            .toList()) {
      channels += (long) level.layers() * level.channels();
    }
    return tokens * (config.width() + 2 * channels);
  }

  private long peak(long unet, long text, long denoising, long decoding) {
    long worst = Math.max(text, Math.max(denoising, decoding));
    return switch (mode) {
      case LOW -> worst;
      case BALANCED -> Math.max(worst, unet + decoding);
      case FAST -> Math.max(text + denoising, text + unet + decoding);
    };
  }

  /** Weights that are kept in a larger form, which only float32 on the CPU knows. */
  private long forms(Weights weights, long latents, long height, long width) {
    boolean formed = !model.compute().isGpu() && model.compute().dtype() == DataType.FLOAT32;
    return formed
        ? Float.BYTES * weights.outline().keptBeyondStored((int) latents, (int) height, (int) width)
        : 0;
  }

  /** Numbers alive at once in a pass over one latent of so many pixels. */
  private long activations(long pixels) {
    UNetConfig config = model.unetConfig();
    long skips = 0;
    long left = pixels;
    for (UNetConfig.Level level : config.down()) {
      skips += (level.layers() + 1L) * level.channels() * left;
      left = Math.max(1, left / 4);
    }
    return skips + UNET_BUFFERS * config.down().get(0).channels() * pixels;
  }

  private long decoderActivations(long pixels) {
    var channels = model.autoencoderConfig().channels();
    return (long) (DECODER_BUFFERS * channels.get(Math.min(1, channels.size() - 1)) * pixels);
  }
}
