// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.OptionalDouble;
import studio.bonsai.engine.EngineException;

/** The alphas that diffusers keeps in a file's header, as peft's settings: one, and exceptions. */
record LoraAlphas(JsonNode settings) {
  private static final String KEY = "lora_adapter_metadata";

  static LoraAlphas of(TensorFile file) {
    String text = file instanceof Safetensors known ? known.metadata().get(KEY) : null;
    if (text == null) {
      return new LoraAlphas(JsonNodeFactory.instance.objectNode());
    }
    try {
      return new LoraAlphas(new ObjectMapper().readTree(text));
    } catch (JsonProcessingException e) {
      throw new EngineException(
          file.path() + " has a damaged header: " + KEY + " is no JSON. Download it again.", e);
    }
  }

  OptionalDouble of(String component, String weight) {
    String layer = LoraNames.layer(weight);
    for (Map.Entry<String, JsonNode> exception :
        settings.path(component + ".alpha_pattern").properties()) {
      String name = exception.getKey();
      if (layer.equals(name) || layer.endsWith("." + name)) {
        return OptionalDouble.of(exception.getValue().asDouble());
      }
    }
    JsonNode alpha = settings.path(component + ".lora_alpha");
    return alpha.isNumber() ? OptionalDouble.of(alpha.asDouble()) : OptionalDouble.empty();
  }
}
