// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.lora.LoraLayers;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.train.CaptionReader;
import studio.bonsai.engine.train.MasterWeights;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.weights.FileParameters;
import studio.bonsai.engine.weights.ModelFolder;
import studio.bonsai.engine.weights.ParameterSource;
import studio.bonsai.engine.weights.Replacement;
import studio.bonsai.engine.weights.TensorFile;
import studio.bonsai.engine.weights.Writing;

/** A model's networks, to be trained or to help in training. */
final class OpenedModel {
  static final String UNET = "unet";
  static final String TEXT = "text_encoder";

  private final ModelFolder folder;
  private final Compute compute;
  private final NDManager manager;
  private final Kernels kernels;
  private final long seed;
  private Autoencoder autoencoder;
  private ClipTokenizer tokenizer;

  OpenedModel(Path path, Compute compute, NDManager manager, Kernels kernels, long seed) {
    this.folder = ModelFolder.open(path);
    this.compute = compute;
    this.manager = manager;
    this.kernels = kernels;
    this.seed = seed;
  }

  ModelFolder folder() {
    return folder;
  }

  UNetConfig unetConfig() {
    return UNetConfigJson.read(folder.config(UNET), name(UNET));
  }

  AutoencoderConfig autoencoderConfig() {
    return AutoencoderConfig.read(folder.config("vae"), name("vae"));
  }

  TextEncoderConfig textConfig() {
    return TextEncoderConfigJson.read(folder.config(TEXT), name(TEXT));
  }

  SchedulerConfig scheduler() {
    return SchedulerConfig.of(folder.config("scheduler"), name("scheduler"));
  }

  private String name(String component) {
    return "The config of " + component + " in " + folder.path();
  }

  /** The text encoder as it is, and what reads captions with it. */
  CaptionReader captions() {
    return captions(frozen(TEXT, this::textEncoder), false);
  }

  CaptionReader captions(TextEncoder encoder, boolean trained) {
    return new CaptionReader(tokenizer(), encoder, trained);
  }

  /** Opened once; closed with the manager. */
  private ClipTokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = ClipTokenizer.open(ModelFolder.part(folder.path(), "tokenizer"));
      manager.attachInternal("tokenizer " + UUID.randomUUID(), tokenizer);
    }
    return tokenizer;
  }

  private TextEncoder textEncoder(ParameterSource source) {
    return new TextEncoder(textConfig(), source, kernels);
  }

  /**
   * Builds a network that can learn.
   *
   * @param component {@value #UNET} or {@value #TEXT}
   */
  Function<ParameterSource, Object> builder(String component) {
    return component.equals(TEXT)
        ? this::textEncoder
        : source -> new UNet(unetConfig(), source, kernels);
  }

  /** The autoencoder as it is, in float32: half precision overflows in it. */
  Autoencoder autoencoder() {
    if (autoencoder == null) {
      autoencoder =
          build(
              "vae",
              new Compute(compute.device(), DataType.FLOAT32),
              false,
              UnaryOperator.identity(),
              source -> new Autoencoder(autoencoderConfig(), source, kernels));
    }
    return autoencoder;
  }

  /** The U-Net as it is, in the type of the activations. */
  UNet unet() {
    return frozen(UNET, source -> new UNet(unetConfig(), source, kernels));
  }

  private <T> T frozen(String component, Function<ParameterSource, T> builder) {
    return build(component, compute, false, UnaryOperator.identity(), builder);
  }

  /**
   * Takes a network's weights into those that a run changes.
   *
   * @param fresh whether they begin at random
   * @param builder of the network, which asks for them
   */
  void learn(
      String component,
      boolean fresh,
      MasterWeights weights,
      Function<ParameterSource, Object> builder) {
    Compute exact = new Compute(compute.device(), DataType.FLOAT32);
    if (fresh) {
      try (FreshWeights random = new FreshWeights(manager, exact, seed)) {
        Object unused = builder.apply(weights.from(component, random));
      }
    } else {
      build(component, exact, true, source -> weights.from(component, source), builder);
    }
  }

  /**
   * Keeps a network's weights as they are and makes low-rank changes of some, to be learnt.
   *
   * @param builder of the network, which asks for them
   */
  void adapt(
      String component, Layers layers, LoraLayers lora, Function<ParameterSource, Object> builder) {
    build(component, compute, false, source -> lora.around(component, layers, source), builder);
    lora.check(component, layers);
  }

  private <T> T build(
      String component,
      Compute precision,
      boolean copied,
      UnaryOperator<ParameterSource> around,
      Function<ParameterSource, T> builder) {
    try (TensorFile file = folder.weights(component)) {
      FileParameters source =
          copied
              ? FileParameters.copied(file, manager, precision)
              : FileParameters.shared(file, manager, precision);
      T network = builder.apply(around.apply(source));
      source.finish();
      return network;
    }
  }

  /** What a network of this model would begin with, where the folder has no weights for it. */
  Map<String, NDArray> fresh(String component, Function<ParameterSource, Object> builder) {
    MasterWeights weights = new MasterWeights();
    learn(component, true, weights, builder);
    return MasterWeights.below(component, weights.all());
  }

  /**
   * Writes the model anew with some of its parts replaced.
   *
   * @param target must not exist; appears when it is complete
   * @return the target
   */
  Path write(Path target, Map<String, Replacement> replaced, Writing writing) {
    return folder.copyTo(target, Optional.empty(), manager, writing, replaced).path();
  }

  Kernels kernels() {
    return kernels;
  }

  NDManager manager() {
    return manager;
  }

  Compute compute() {
    return compute;
  }
}
