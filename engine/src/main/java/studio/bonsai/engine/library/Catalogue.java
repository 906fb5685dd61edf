// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelLicence;

/** Reads {@code catalogue.json}, which is for people to read and amend too. */
public final class Catalogue {
  private static final String FILE = "catalogue.json";

  private Catalogue() {}

  /** All models, those to begin with first. */
  public static List<CatalogueModel> read() {
    try {
      JsonNode root = new ObjectMapper().readTree(resource(FILE));
      Map<String, ModelLicence> licences = new HashMap<>();
      for (JsonNode node : root.get("licences")) {
        ModelLicence licence = licence(node);
        licences.put(licence.id(), licence);
      }
      List<CatalogueModel> models = new ArrayList<>();
      root.get("models").forEach(node -> models.add(model(node, licences)));
      return models;
    } catch (IOException e) {
      throw new IllegalStateException("the program is damaged: " + FILE, e);
    }
  }

  private static ModelLicence licence(JsonNode node) throws IOException {
    return new ModelLicence(
        node.get("id").textValue(),
        node.get("name").textValue(),
        URI.create(node.get("page").textValue()),
        resource(node.get("file").textValue()));
  }

  private static CatalogueModel model(JsonNode node, Map<String, ModelLicence> licences) {
    List<String> hubs = new ArrayList<>();
    node.get("hubs").forEach(hub -> hubs.add(hub.textValue()));
    Map<String, String> purpose = new HashMap<>();
    node.get("purpose")
        .properties()
        .forEach(e -> purpose.put(e.getKey(), e.getValue().textValue()));
    int side = node.get("size").intValue();
    return new CatalogueModel(
        node.get("name").textValue(),
        node.get("title").textValue(),
        node.get("family").textValue(),
        hubs,
        licences.get(node.get("licence").textValue()),
        node.get("parameters").intValue(),
        new ImageSize(side, side),
        purpose);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
