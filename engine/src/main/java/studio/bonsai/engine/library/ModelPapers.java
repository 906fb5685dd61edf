// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.bonsai.engine.ModelLicence;
import studio.bonsai.engine.ModelSource;

/** What a fetched model's folder tells of itself. */
final class ModelPapers {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INDEX = "model_index.json";
  private static final List<String> LEFT_OUT = List.of("safety_checker", "feature_extractor");

  private ModelPapers() {}

  /** Where it came from, and its licence, which has to go with every copy. */
  static void write(Path folder, HubListing listing, ModelLicence licence) throws IOException {
    ObjectNode source = MAPPER.createObjectNode();
    source.put("hub", listing.hub());
    source.put("revision", listing.revision());
    source.put("licence", licence.name());
    Files.writeString(folder.resolve(ModelSource.FILE), source.toPrettyString() + "\n");
    Files.writeString(folder.resolve("LICENSE.txt"), licence.text());
    leaveOut(folder.resolve(INDEX));
  }

  /** diffusers would look for parts that were not fetched, unless told that there are none. */
  private static void leaveOut(Path file) throws IOException {
    JsonNode read = MAPPER.readTree(Files.readString(file));
    if (read instanceof ObjectNode index) {
      for (String part : LEFT_OUT) {
        if (index.has(part)) {
          index.putArray(part).addNull().addNull();
        }
      }
      Files.writeString(file, index.toPrettyString() + "\n");
    }
  }
}
