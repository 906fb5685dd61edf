// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.TokenCount;
import studio.bonsai.engine.TokenCounter;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.sampling.SamplerType;
import studio.bonsai.engine.sampling.SchedulerConfig;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.PromptChunks;
import studio.bonsai.engine.text.TextEncoderConfig;
import studio.bonsai.engine.text.TextEncoderConfigJson;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfigJson;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.weights.ModelFiles;
import studio.bonsai.engine.weights.ParameterCount;
import studio.bonsai.engine.weights.TensorFile;
import studio.bonsai.engine.weights.TensorInfo;

/** Tells what a model is from its configs and the tables of its weights. */
public final class ModelInspector {
  private static final List<String> NETWORKS = List.of("text_encoder", "unet", "vae");

  private ModelInspector() {}

  /** Reads configs and tables alone: takes no time and loads no library. */
  public static Inspection inspect(Path model) {
    ModelFiles files = ModelFiles.open(model);
    String name = nameOf(model);
    UNetConfig unet = UNetConfigJson.read(files.config("unet"), name);
    AutoencoderConfig autoencoder = AutoencoderConfig.read(files.config("vae"), name);
    SchedulerConfig scheduler = SchedulerConfig.of(files.config("scheduler"), name);
    return new Inspection(
        Architecture.describe(unet),
        NETWORKS.stream().map(network -> part(files, network)).toList(),
        blocks(unet),
        StatedDefaults.trainedSize(files, unet, autoencoder),
        StatedDefaults.of(files, unet, autoencoder, scheduler),
        StatedDefaults.samplers());
  }

  /** See {@link studio.bonsai.engine.Engine#defaults}. */
  public static ModelDefaults defaults(Path model) {
    ModelFiles files = ModelFiles.open(model);
    String name = nameOf(model);
    return StatedDefaults.of(
        files,
        UNetConfigJson.read(files.config("unet"), name),
        AutoencoderConfig.read(files.config("vae"), name),
        SchedulerConfig.of(files.config("scheduler"), name));
  }

  /** See {@link studio.bonsai.engine.Engine#stepOperations}. */
  public static long stepOperations(Path model, ImageSize size) {
    ModelFiles files = ModelFiles.open(model);
    String name = nameOf(model);
    UNetConfig unet = UNetConfigJson.read(files.config("unet"), name);
    AutoencoderConfig autoencoder = AutoencoderConfig.read(files.config("vae"), name);
    TextEncoderConfig text = TextEncoderConfigJson.read(files.config("text_encoder"), name);
    return operations(unet, size, autoencoder.factor(), text.positions());
  }

  /** See {@link studio.bonsai.engine.Engine#tokenCounter}. */
  public static TokenCounter tokenCounter(Path model) {
    ModelFiles files = ModelFiles.open(model);
    TextEncoderConfig text =
        TextEncoderConfigJson.read(files.config("text_encoder"), nameOf(model));
    ClipTokenizer tokenizer = ModelTokenizer.open(model, text);
    PromptChunks chunks =
        new PromptChunks(tokenizer, Math.min(tokenizer.maxLength(), text.positions()));
    return new TokenCounter() {
      @Override
      public TokenCount count(String prompt) {
        return chunks.count(prompt);
      }

      @Override
      public void close() {
        tokenizer.close();
      }
    };
  }

  /** See {@link studio.bonsai.engine.Samplers#hasKarrasLevels}. */
  public static boolean hasKarrasLevels(String sampler) {
    return SamplerType.named(sampler).supportsKarras();
  }

  /** See {@link studio.bonsai.engine.Samplers#hasEta}. */
  public static boolean hasEta(String sampler) {
    return SamplerType.named(sampler).supportsEta();
  }

  private static String nameOf(Path model) {
    return "The config of " + model;
  }

  private static Inspection.Part part(ModelFiles files, String name) {
    try (TensorFile file = files.weights(name)) {
      List<TensorInfo> tensors = List.copyOf(file.entries().values());
      return new Inspection.Part(
          name,
          tensors.stream().mapToLong(TensorInfo::elements).sum(),
          precision(tensors),
          tensors.stream().mapToLong(TensorInfo::bytes).sum());
    }
  }

  /** The type that most numbers have. */
  private static String precision(List<TensorInfo> tensors) {
    Map<String, Long> numbers =
        tensors.stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.dtype().name().toLowerCase(Locale.ROOT),
                    Collectors.summingLong(TensorInfo::elements)));
    return numbers.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static List<String> blocks(UNetConfig config) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < config.down().size(); i++) {
      lines.add("down " + i + "  " + level(config.down().get(i)));
    }
    lines.add(
        "middle  "
            + (config.middle()
                ? config.down().get(config.down().size() - 1).channels() + " channels"
                : "none"));
    for (int i = 0; i < config.up().size(); i++) {
      lines.add("up " + i + "    " + level(config.up().get(i)));
    }
    return lines;
  }

  private static String level(UNetConfig.Level level) {
    String resnets = level.layers() + (level.layers() == 1 ? " resnet" : " resnets");
    String attention =
        level.attention() ? ", each with attention of " + level.heads() + " heads" : "";
    return level.channels() + " channels, " + resnets + attention;
  }

  private static long operations(UNetConfig config, ImageSize size, int factor, int tokens) {
    try (NDManager manager = LibTorch.newManager(Compute.cpu());
        Kernels kernels = new Kernels(manager)) {
      UNet unet = new UNet(config, new ParameterCount(), kernels);
      return unet.macs(size.height() / factor, size.width() / factor, tokens);
    }
  }
}
