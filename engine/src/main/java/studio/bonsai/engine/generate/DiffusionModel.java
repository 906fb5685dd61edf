// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.ModelInfo;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.WeightLayout;
import studio.bonsai.engine.lora.MergedModel;
import studio.bonsai.engine.nn.TinyDecoder;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.PromptEncoder;
import studio.bonsai.engine.text.TextEncoder;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.vae.LinearPreview;
import studio.bonsai.engine.weights.FileParameters;
import studio.bonsai.engine.weights.Fingerprint;
import studio.bonsai.engine.weights.ModelFiles;
import studio.bonsai.engine.weights.ParameterSource;
import studio.bonsai.engine.weights.TensorFile;

/** The networks of a model on one device, each loaded when it is first needed. */
public final class DiffusionModel implements AutoCloseable {
  /** Where a user may put TAESD's weights: then previews are made by it. */
  private static final String TINY_DECODER = "preview/diffusion_pytorch_model.safetensors";

  private final ModelFiles base;
  private ModelFiles files;
  private List<Lora> worn = List.of();
  private final Compute compute;
  private final NDManager manager;
  private final Kernels kernels;
  private final Kernels kernelsOfPictures;
  private final ClipTokenizer tokenizer;
  private final TextEncoderConfig textConfig;
  private final UNetConfig unetConfig;
  private final AutoencoderConfig autoencoderConfig;
  private final SchedulerConfig schedulerConfig;
  private final Part<PromptEncoder> text;
  private final Part<UNet> unet;
  private final Part<Autoencoder> ownAutoencoder;
  private final Part<Autoencoder> exactAutoencoder;
  private final CarefulAutoencoder autoencoder;
  private final Part<Preview> preview;
  private final Weights weights;

  /**
   * Reads the configs, the tokenizer and the tables of the weights, which follow on demand.
   *
   * @param parent of everything; stays open when this closes, and closes what a failure leaves
   * @throws EngineException when a config, the tokenizer or a file of weights is missing, damaged
   *     or of another model
   */
  public DiffusionModel(ModelFiles files, Compute compute, NDManager parent) {
    this(files, compute, parent, WeightLayout.AS_STORED);
  }

  /**
   * @param layout how the networks keep their weights
   */
  public DiffusionModel(ModelFiles files, Compute compute, NDManager parent, WeightLayout layout) {
    this.base = files;
    this.files = files;
    this.compute = compute;
    textConfig = TextEncoderConfigJson.read(files.config("text_encoder"), name("text_encoder"));
    unetConfig = UNetConfigJson.read(files.config("unet"), name("unet"));
    autoencoderConfig = AutoencoderConfig.read(files.config("vae"), name("vae"));
    schedulerConfig = SchedulerConfig.of(files.config("scheduler"), name("scheduler"));
    manager = parent.newSubManager();
    tokenizer = ModelTokenizer.open(files.path(), textConfig);
    manager.attachInternal("tokenizer", tokenizer);
    new Fit(tokenizer.vocabularySize(), textConfig, unetConfig, autoencoderConfig)
        .check(files.path());
    kernels = new Kernels(manager, layout);
    // Decoding is done once a picture, over many pixels: transformed weights need not be kept.
    kernelsOfPictures =
        layout == WeightLayout.AS_STORED ? kernels : new Kernels(manager, WeightLayout.COMPACT);
    text =
        part(
            "text_encoder",
            source -> new PromptEncoder(tokenizer, new TextEncoder(textConfig, source, kernels)));
    unet = part("unet", source -> new UNet(unetConfig, source, kernels));
    ownAutoencoder = autoencoder(compute);
    exactAutoencoder = autoencoder(new Compute(compute.device(), DataType.FLOAT32));
    autoencoder =
        new CarefulAutoencoder(
            autoencoderConfig, ownAutoencoder, exactAutoencoder, compute.dtype());
    preview = new Part<>(manager, this::loadPreview);
    weights = Weights.of(textConfig, unetConfig, autoencoderConfig, kernels);
    weights.check(files);
  }

  /** How messages call a component's config. */
  private String name(String component) {
    return "The config of " + component + " in " + files.path();
  }

  private Part<Autoencoder> autoencoder(Compute precision) {
    return part(
        "vae", precision, source -> new Autoencoder(autoencoderConfig, source, kernelsOfPictures));
  }

  private <T> Part<T> part(String component, Function<ParameterSource, T> builder) {
    return part(component, compute, builder);
  }

  private <T> Part<T> part(
      String component, Compute precision, Function<ParameterSource, T> builder) {
    return new Part<>(
        manager,
        owner -> {
          try (TensorFile file = files.weights(component)) {
            FileParameters source = FileParameters.shared(file, owner, precision);
            T network = builder.apply(source);
            source.finish();
            return network;
          }
        });
  }

  /** Whether previews are made by TAESD. */
  boolean hasTinyDecoder() {
    return Files.exists(files.path().resolve(TINY_DECODER));
  }

  private Preview loadPreview(NDManager owner) {
    if (!hasTinyDecoder()) {
      LinearPreview linear = LinearPreview.fit(autoencoder::encode, autoencoderConfig, owner);
      return linear::decode;
    }
    try (TensorFile file = TensorFile.open(files.path().resolve(TINY_DECODER))) {
      ParameterSource source = FileParameters.shared(file, owner, compute);
      TinyDecoder decoder =
          new TinyDecoder(source.at("decoder.layers"), kernels, autoencoderConfig.latentChannels());
      return latent -> decoder.forward(latent.toType(compute.dtype(), false));
    }
  }

  /**
   * Adds LoRAs to the networks, in place of those of before. What they change is loaded anew when
   * it is needed.
   *
   * @throws EngineException when one is no LoRA for this model; those of before stay then
   */
  public void wear(List<Lora> loras) {
    if (loras.equals(worn)) {
      return;
    }
    files = loras.isEmpty() ? base : new MergedModel(base, loras, kernels, manager, true);
    worn = List.copyOf(loras);
    text.release();
    unet.release();
  }

  /** Loads all networks now, instead of each when it is first needed. */
  public void load() {
    text.get();
    unet.get();
    ownAutoencoder.get();
  }

  /** What a person wants to know of the model. */
  public ModelInfo info() {
    return new ModelInfo(
        files.path().toAbsolutePath().normalize().getFileName().toString(),
        files.path(),
        Architecture.describe(unetConfig),
        weights.total(),
        Fingerprint.of(files.path()),
        StatedDefaults.of(files, unetConfig, autoencoderConfig, schedulerConfig),
        StatedDefaults.samplers());
  }

  /** What the weights that are in memory now take. */
  public long loadedBytes() {
    long numbers = (text.isLoaded() ? weights.text() : 0) + (unet.isLoaded() ? weights.unet() : 0);
    return numbers * compute.dtype().getNumOfBytes()
        + weights.autoencoder() * autoencoder.loadedBytes();
  }

  Weights weights() {
    return weights;
  }

  Part<PromptEncoder> text() {
    return text;
  }

  Part<UNet> unet() {
    return unet;
  }

  /** The autoencoder in the model's own type, whatever comes out of it. */
  Part<Autoencoder> ownAutoencoder() {
    return ownAutoencoder;
  }

  CarefulAutoencoder autoencoder() {
    return autoencoder;
  }

  Part<Preview> preview() {
    return preview;
  }

  public Compute compute() {
    return compute;
  }

  NDManager manager() {
    return manager;
  }

  public ClipTokenizer tokenizer() {
    return tokenizer;
  }

  public TextEncoderConfig textConfig() {
    return textConfig;
  }

  public UNetConfig unetConfig() {
    return unetConfig;
  }

  public AutoencoderConfig autoencoderConfig() {
    return autoencoderConfig;
  }

  public SchedulerConfig schedulerConfig() {
    return schedulerConfig;
  }

  @Override
  public void close() {
    manager.close();
  }
}
