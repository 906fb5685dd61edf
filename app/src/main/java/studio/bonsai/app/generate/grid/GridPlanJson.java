// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.RequestJson;

/** Plans as the queue keeps them. */
final class GridPlanJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GridPlanJson() {}

  static String write(GridPlan plan) {
    ObjectNode tree = JSON.createObjectNode().put("id", plan.id());
    tree.put("base", RequestJson.write(plan.base()));
    model(tree.putObject("model"), plan.model());
    ArrayNode models = tree.putArray("models");
    plan.models().forEach(m -> model(models.addObject(), m));
    axis(tree.putObject("x"), plan.x());
    axis(tree.putObject("y"), plan.y());
    return tree.toString();
  }

  private static void model(ObjectNode node, GridModel model) {
    node.put("name", model.name()).put("folder", model.folder().toString());
  }

  private static void axis(ObjectNode node, GridAxis axis) {
    ArrayNode values = node.put("kind", axis.kind().name()).putArray("values");
    axis.values().forEach(values::add);
  }

  /**
   * @throws EngineException when it is no plan
   */
  static GridPlan read(String payload) {
    try {
      JsonNode tree = JSON.readTree(payload);
      List<GridModel> models = new ArrayList<>();
      tree.path("models").forEach(node -> models.add(model(node)));
      return new GridPlan(
          tree.path("id").asText(),
          RequestJson.readRequest("The queue", tree.path("base").asText()),
          model(tree.path("model")),
          models,
          axis(tree.path("x")),
          axis(tree.path("y")));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new EngineException(
          "This grid was kept in a form that cannot be read; add it anew.", e);
    }
  }

  private static GridModel model(JsonNode node) {
    return new GridModel(node.path("name").asText(), Path.of(node.path("folder").asText()));
  }

  private static GridAxis axis(JsonNode node) {
    List<String> values = new ArrayList<>();
    node.path("values").forEach(value -> values.add(value.asText()));
    return new GridAxis(AxisKind.valueOf(node.path("kind").asText()), values);
  }
}
