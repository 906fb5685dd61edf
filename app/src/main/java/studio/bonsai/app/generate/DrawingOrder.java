// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.RequestJson;

/**
 * What a drawing job keeps over a restart.
 *
 * @param model its folder or file
 */
record DrawingOrder(Path model, GenerationRequest request) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String write() {
    return JSON.createObjectNode()
        .put("model", model.toString())
        .put("request", RequestJson.write(request))
        .toString();
  }

  static DrawingOrder read(String payload) {
    try {
      JsonNode tree = JSON.readTree(payload);
      return new DrawingOrder(
          Path.of(tree.path("model").asText()),
          RequestJson.readRequest("The queue", tree.path("request").asText()));
    } catch (JsonProcessingException e) {
      throw new EngineException("This job was kept in a form that cannot be read; add it anew.", e);
    }
  }
}
