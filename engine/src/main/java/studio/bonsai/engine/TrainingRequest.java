// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    @JsonSubTypes.Type(value = PictureCoding.class, name = "picture-coding"),
    @JsonSubTypes.Type(value = DreamBooth.class, name = "dreambooth")
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

    /** Whether a student is named by one of the paper's plans, whatever files of that name are. */
    public static boolean isPlan(String student) {
      return Set.of("base", "small", "tiny").contains(student.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A U-Net, maybe with its text encoder, that learns from pictures alone.
   *
   * @param textEncoder whether it learns too
   * @param fresh whether what learns begins with random weights
   * @param lora learns low-rank changes alone, written as a file; empty changes all weights
   */
  public record Diffusion(
      Path model, boolean textEncoder, boolean fresh, Optional<LoraSettings> lora) implements Goal {
    public Diffusion {
      lora.ifPresent(layers -> layers.checkTextEncoder(textEncoder));
      if (fresh && lora.isPresent()) {
        throw new IllegalArgumentException(
            "a LoRA changes what a model has learnt: it cannot begin with random weights");
      }
    }
  }

  /**
   * An autoencoder.
   *
   * @param fresh whether it begins with random weights
   */
  public record PictureCoding(Path model, boolean fresh) implements Goal {}

  /**
   * A model that draws a subject of a few photos too: Ruiz et al. 2022, arXiv 2208.12242.
   *
   * @param subject what the photos show, with {@value #PLACE} where the subject's name belongs, as
   *     "a [V] dog"
   * @param identifier the subject's name: one word, better a rare one
   * @param prior keeps the subject's class as it is; empty leaves it to drift
   * @param textEncoder whether it learns too
   * @param lora learns low-rank changes alone, written as a file; empty changes all weights
   */
  public record DreamBooth(
      Path model,
      String subject,
      String identifier,
      Optional<Prior> prior,
      boolean textEncoder,
      Optional<LoraSettings> lora)
      implements Goal {
    /** Stands for the identifier. */
    public static final String PLACE = "[V]";

    public DreamBooth {
      lora.ifPresent(layers -> layers.checkTextEncoder(textEncoder));
      if (!subject.contains(PLACE)) {
        throw new IllegalArgumentException(
            "the subject needs "
                + PLACE
                + " where its name belongs, as 'a [V] dog', got '"
                + subject
                + "'");
      }
      if (!identifier.matches("[^\\s\\[\\](){}:]+")) {
        throw new IllegalArgumentException(
            "an identifier is one word without brackets and colons, got '" + identifier + "'");
      }
      String prompt = subject.replace(PLACE, identifier);
      if (prior.isPresent() && prior.get().prompt().equals(prompt)) {
        throw new IllegalArgumentException("subject and class are both '" + prompt + "'");
      }
    }

    /** What the photos are captioned with. */
    public String prompt() {
      return subject.replace(PLACE, identifier);
    }

    /**
     * Prompts to watch the learning by: each with the subject, then the same of its plain class,
     * which shall stay what it was.
     *
     * @param wanted with {@value #PLACE}; a prompt without it stands alone
     */
    public List<String> besideTheirClass(List<String> wanted) {
      return wanted.stream()
          .flatMap(
              text ->
                  text.contains(PLACE)
                      ? Stream.of(text.replace(PLACE, identifier), plain(text))
                      : Stream.of(text))
          .toList();
    }

    private static String plain(String text) {
      return text.replace(PLACE, "").replaceAll("\\s+", " ").strip();
    }
  }

  /**
   * Prior preservation: pictures of the subject's class, drawn by the model as it was.
   *
   * @param prompt of the class, as "a dog"
   * @param folder of the pictures, used again when it has them; empty for one in the run's folder
   * @param count of pictures
   * @param weight of their loss beside the subject's
   */
  public record Prior(String prompt, Optional<Path> folder, int count, double weight) {
    public Prior {
      if (prompt.isBlank()) {
        throw new IllegalArgumentException("the class needs a prompt, as 'a dog'");
      }
      Ranges.check("number of class pictures", count, 1, 100_000);
      Ranges.check("prior weight", weight, 0, 1e6);
    }
  }

  /**
   * What it learns from.
   *
   * @param folder of captioned pictures, or a tar; of photos for DreamBooth
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
