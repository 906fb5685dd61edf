// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What shall be learnt, from what, and how: everything that a run needs to be repeated.
 *
 * @param samplePrompts of which pictures are drawn while it learns; may be none
 */
public record TrainingRequest(
    Goal goal, Pictures pictures, TrainingSettings settings, List<String> samplePrompts) {

  /** What shall come out. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Distillation.class, name = "distillation"),
    @JsonSubTypes.Type(value = Diffusion.class, name = "diffusion"),
    @JsonSubTypes.Type(value = PictureCoding.class, name = "picture-coding")
  })
  public sealed interface Goal {
    /** The model that it begins with. */
    Path model();
  }

  /**
   * A student that says what its teacher says.
   *
   * @param model the teacher's folder
   * @param student base, small, tiny, a file with a plan, or the folder of a student
   * @param task weight of the loss against the noise itself
   * @param output weight of the loss against the teacher's answer
   * @param feature weight of the sum of losses against the teacher's features
   * @param normalised whether each feature's loss is divided by the feature's variance
   */
  public record Distillation(
      Path model, String student, double task, double output, double feature, boolean normalised)
      implements Goal {
    public Distillation {
      Ranges.check("task weight", task, 0, 1e6);
      Ranges.check("output weight", output, 0, 1e6);
      Ranges.check("feature weight", feature, 0, 1e6);
    }
  }

  /**
   * A U-Net, maybe with its text encoder, that learns from pictures alone.
   *
   * @param textEncoder whether it learns too
   * @param fresh whether what learns begins with random weights
   */
  public record Diffusion(Path model, boolean textEncoder, boolean fresh) implements Goal {}

  /**
   * An autoencoder.
   *
   * @param fresh whether it begins with random weights
   */
  public record PictureCoding(Path model, boolean fresh) implements Goal {}

  /**
   * What it learns from.
   *
   * @param folder of captioned pictures, or a tar
   * @param size side of the squares that are cut out of them, in pixels
   * @param randomCrop anywhere along the longer side, instead of its middle
   * @param flip mirrored half of the times
   * @param cache folder in which latents are kept, so that each picture is decoded and encoded but
   *     once; empty keeps none
   */
  public record Pictures(
      Path folder, int size, boolean randomCrop, boolean flip, Optional<Path> cache) {
    public Pictures {
      Ranges.check("picture size", size, 8, 4096);
      if (cache.isPresent() && randomCrop) {
        throw new IllegalArgumentException(
            "random crops cannot be cached: every sight of a picture is another");
      }
    }
  }

  public TrainingRequest {
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(pictures, "pictures");
    Objects.requireNonNull(settings, "settings");
    samplePrompts = List.copyOf(samplePrompts);
  }
}
