// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.TrainingRequest;

/** A {@link TrainingRequest} as JSON that people can read. */
final class RequestFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addDeserializer(Path.class, new PathReader()))
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private RequestFile() {}

  /** Jackson's own writes addresses instead of paths. */
  private static final class PathReader extends FromStringDeserializer<Path> {
    private static final long serialVersionUID = 1;

    PathReader() {
      super(Path.class);
    }

    @Override
    protected Path _deserialize(
        String value, com.fasterxml.jackson.databind.DeserializationContext context) {
      return Path.of(value);
    }
  }

  static JsonNode write(TrainingRequest request) {
    return MAPPER.valueToTree(request);
  }

  /**
   * @param origin for messages
   */
  static TrainingRequest read(JsonNode json, Path origin) {
    try {
      return MAPPER.treeToValue(completed(json), TrainingRequest.class);
    } catch (JsonProcessingException e) {
      throw new EngineException(
          "The settings.json of " + origin + " is damaged: " + e.getOriginalMessage() + ".", e);
    }
  }

  /** Runs that began before there was gradient checkpointing had none. */
  private static JsonNode completed(JsonNode json) {
    JsonNode all = json.deepCopy();
    if (all.get("settings") instanceof ObjectNode settings) {
      settings.putIfAbsent("gradientCheckpointing", BooleanNode.FALSE);
    }
    return all;
  }
}
