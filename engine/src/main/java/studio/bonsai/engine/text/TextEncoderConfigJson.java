// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.text.TextEncoderConfig.Activation;

/** {@link TextEncoderConfig} from and to transformers' {@code text_encoder/config.json}. */
public final class TextEncoderConfigJson {
  private static final Set<String> ARCHITECTURES =
      Set.of("CLIPTextModel", "CLIPTextModelWithProjection");
  private static final String MODEL_TYPE = "clip_text_model";

  private final JsonNode json;
  private final List<String> problems = new ArrayList<>();

  private TextEncoderConfigJson(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads a file.
   *
   * @throws EngineException naming the file and everything that is wrong with it
   */
  public static TextEncoderConfig read(Path file) {
    try {
      return read(new ObjectMapper().readTree(ClipVocabulary.readText(file)), file.toString());
    } catch (JsonProcessingException e) {
      throw new EngineException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Understands what a file says.
   *
   * @param name of the file, for messages
   * @throws EngineException naming every setting that we cannot follow
   */
  public static TextEncoderConfig read(JsonNode json, String name) {
    TextEncoderConfigJson reader = new TextEncoderConfigJson(json);
    try {
      TextEncoderConfig config = reader.config();
      if (reader.problems.isEmpty()) {
        return config;
      }
    } catch (IllegalArgumentException e) {
      if (reader.problems.isEmpty()) {
        reader.problems.add(e.getMessage());
      }
    }
    throw new EngineException(
        name
            + " describes a text encoder that Bonsai does not know: "
            + String.join("; ", reader.problems));
  }

  /** What transformers reads as the same encoder. */
  public static ObjectNode write(TextEncoderConfig config) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.putArray("architectures").add("CLIPTextModel");
    json.put("model_type", MODEL_TYPE);
    json.put("hidden_act", config.activation().key());
    json.put("hidden_size", config.width());
    json.put("intermediate_size", config.hidden());
    json.put("projection_dim", config.width());
    json.put("num_hidden_layers", config.layers());
    json.put("num_attention_heads", config.heads());
    json.put("vocab_size", config.vocabulary());
    json.put("max_position_embeddings", config.positions());
    json.put("layer_norm_eps", config.eps());
    json.put("bos_token_id", config.vocabulary() - 2);
    json.put("eos_token_id", config.vocabulary() - 1);
    return json;
  }

  private TextEncoderConfig config() {
    checkArchitecture();
    return new TextEncoderConfig(
        integer("vocab_size"),
        integer("max_position_embeddings"),
        integer("hidden_size"),
        integer("intermediate_size"),
        integer("num_hidden_layers"),
        integer("num_attention_heads"),
        activation(),
        number("layer_norm_eps"));
  }

  private void checkArchitecture() {
    JsonNode architecture = json.path("architectures").path(0);
    JsonNode type = json.path("model_type");
    boolean known =
        architecture.isMissingNode()
            ? type.asText().equals(MODEL_TYPE)
            : ARCHITECTURES.contains(architecture.asText());
    if (!known) {
      problems.add(
          "architectures must be [\"CLIPTextModel\"], got "
              + shown(json.path("architectures"))
              + " (model_type "
              + shown(type)
              + ")");
    }
  }

  private Activation activation() {
    JsonNode node = json.path("hidden_act");
    for (Activation activation : Activation.values()) {
      if (node.asText().equals(activation.key())) {
        return activation;
      }
    }
    problems.add("hidden_act must be quick_gelu or gelu, got " + shown(node));
    return Activation.GELU;
  }

  private int integer(String key) {
    JsonNode node = json.path(key);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      problems.add(key + " must be a whole number, got " + shown(node));
      return 0;
    }
    return node.asInt();
  }

  private double number(String key) {
    JsonNode node = json.path(key);
    if (!node.isNumber()) {
      problems.add(key + " must be a number, got " + shown(node));
    }
    return node.asDouble();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
