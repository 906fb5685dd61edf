// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * What a model's scheduler_config.json says: the fields that are given and no others, so that each
 * sampler fills the gaps with the defaults of its own diffusers class, as {@code
 * Scheduler.from_config} does.
 */
public final class SchedulerConfig {
  private static final String CLASS_NAME = "_class_name";
  private static final String ALGORITHM = "algorithm_type";
  // diffusers writes "lambda_min_clipped": -Infinity, which is not JSON.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final ObjectNode given;
  private final String origin;

  private SchedulerConfig(ObjectNode given, String origin) {
    this.given = given;
    this.origin = origin;
  }

  /**
   * Reads a scheduler_config.json.
   *
   * @throws EngineException if the file cannot be read or is no JSON object
   */
  public static SchedulerConfig read(Path file) {
    try {
      return of(JSON.readTree(Files.readString(file)), file.toString());
    } catch (JsonProcessingException e) {
      throw new EngineException(file + " is not JSON: " + FileFailure.reason(e), e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * A configuration that is at hand.
   *
   * @param origin where it is from, for error messages
   * @throws EngineException if it is no JSON object
   */
  public static SchedulerConfig of(JsonNode json, String origin) {
    if (!(json instanceof ObjectNode object)) {
      throw new EngineException(origin + " must hold a JSON object. Correct the file.");
    }
    return new SchedulerConfig(object.deepCopy(), origin);
  }

  /**
   * Stable Diffusion v1, and BK-SDM after it: <a
   * href="https://huggingface.co/CompVis/stable-diffusion-v1-4/blob/main/scheduler/scheduler_config.json">
   * CompVis/stable-diffusion-v1-4</a>.
   */
  public static SchedulerConfig stableDiffusion() {
    ObjectNode json = JSON.createObjectNode();
    json.put(CLASS_NAME, SamplerType.PNDM.className());
    json.put("beta_start", 0.00085).put("beta_end", 0.012).put("beta_schedule", "scaled_linear");
    json.put("num_train_timesteps", 1000).put("clip_sample", false).putNull("trained_betas");
    json.put("set_alpha_to_one", false).put("skip_prk_steps", true).put("steps_offset", 1);
    return new SchedulerConfig(json, "the preset of Stable Diffusion");
  }

  /**
   * The sampler that the model asks for.
   *
   * @throws EngineException if its class is not one of {@link SamplerType}
   */
  public SamplerType sampler() {
    JsonNode name = given.path(CLASS_NAME);
    SamplerType type =
        knownClass()
            .orElseThrow(
                () ->
                    new EngineException(
                        origin
                            + " asks for the scheduler "
                            + (name.isMissingNode() ? "of no " + CLASS_NAME : name)
                            + "; known are "
                            + SamplerType.classNames()
                            + ". Choose a sampler by name."));
    boolean stochastic = given.path(ALGORITHM).asText().startsWith("sde-");
    return type == SamplerType.DPMPP_2M && stochastic ? SamplerType.DPMPP_2M_SDE : type;
  }

  /** What the model's network predicts. */
  public PredictionType prediction() {
    return settings(knownClass().orElse(SamplerType.DDIM)).prediction();
  }

  /** The noise schedule that the model was trained with. */
  public NoiseSchedule noiseSchedule() {
    return new NoiseSchedule(settings(knownClass().orElse(SamplerType.DDIM)).betas());
  }

  /** The same model's configuration for another sampler: what diffusers' from_config makes. */
  public SchedulerConfig forSampler(SamplerType type) {
    ObjectNode changed = given.deepCopy();
    changed.put(CLASS_NAME, type.className());
    if (type == SamplerType.DPMPP_2M || type == SamplerType.DPMPP_2M_SDE) {
      changed.put(ALGORITHM, settings(type).solver().algorithm().json());
    }
    return new SchedulerConfig(changed, origin);
  }

  /**
   * With one field changed.
   *
   * @param value a string, number, boolean or {@link JsonNode}; null takes the field away
   */
  public SchedulerConfig with(String field, Object value) {
    ObjectNode changed = given.deepCopy();
    if (value == null) {
      changed.remove(field);
    } else {
      changed.set(field, JSON.valueToTree(value));
    }
    return new SchedulerConfig(changed, origin);
  }

  /** The fields, as a scheduler_config.json holds them. */
  public JsonNode toJson() {
    return given.deepCopy();
  }

  /**
   * @throws EngineException that names the origin and every field that is wrong
   */
  SamplerSettings settings(SamplerType type) {
    return SettingsReader.read(type, given, origin);
  }

  private Optional<SamplerType> knownClass() {
    return SamplerType.ofClass(given.path(CLASS_NAME).asText());
  }
}
