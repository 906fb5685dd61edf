// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import studio.bonsai.engine.LoraSettings;
import studio.bonsai.engine.LoraSettings.Layers;

/** What a LoRA may change; the defaults are BK-SDM's ranks. */
final class LoraLearningOptions {
  /** The highest learning rate where none is given: BK-SDM's. */
  static final double RATE = 1e-4;

  @Option(
      names = "--lora",
      required = true,
      description = "Learn a LoRA: a small file beside the model, which stays as it is.")
  private boolean wanted;

  @Option(
      names = "--lora-rank",
      paramLabel = "N",
      description = "Rank of each change of the U-Net: more can learn more (default: 16).")
  private Integer rank;

  @Option(
      names = "--lora-alpha",
      paramLabel = "A",
      description = "The changes are multiplied by alpha / rank (default: 27).")
  private Double alpha;

  @Option(
      names = "--lora-targets",
      paramLabel = "LAYER",
      split = ",",
      description =
          "Layers of the U-Net, by how their names end (default: to_q,to_k,to_v,to_out.0).")
  private List<String> targets;

  @Option(
      names = "--lora-text-rank",
      paramLabel = "N",
      description = "Rank of each change of the text encoder, where it learns (default: 16).")
  private Integer textRank;

  @Option(names = "--lora-text-alpha", paramLabel = "A", description = "Of these (default: 17).")
  private Double textAlpha;

  @Option(
      names = "--lora-text-targets",
      paramLabel = "LAYER",
      split = ",",
      description = "Layers of the text encoder (default: q_proj,v_proj).")
  private List<String> textTargets;

  /**
   * @param options null where no LoRA is wanted
   * @param textEncoder whether it learns too
   */
  static Optional<LoraSettings> settings(LoraLearningOptions options, boolean textEncoder) {
    return Optional.ofNullable(options).filter(o -> o.wanted).map(o -> o.settings(textEncoder));
  }

  private LoraSettings settings(boolean textEncoder) {
    if (!textEncoder && Stream.of(textRank, textAlpha, textTargets).anyMatch(Objects::nonNull)) {
      throw new IllegalArgumentException(
          "the text encoder does not learn: leave out --lora-text-rank, -alpha and -targets");
    }
    return new LoraSettings(
        layers(Layers.ofUNet(), rank, alpha, targets),
        textEncoder
            ? Optional.of(layers(Layers.ofTextEncoder(), textRank, textAlpha, textTargets))
            : Optional.empty());
  }

  private static Layers layers(Layers usual, Integer rank, Double alpha, List<String> targets) {
    return new Layers(
        rank == null ? usual.rank() : rank,
        alpha == null ? usual.alpha() : alpha,
        targets == null ? usual.targets() : targets);
  }
}
