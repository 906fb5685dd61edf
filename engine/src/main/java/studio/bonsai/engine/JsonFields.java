// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The fields of a JSON object, each of the type it is asked for or an error that says where. */
final class JsonFields {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String source;
  private final JsonNode node;

  private JsonFields(String source, JsonNode node) {
    this.source = source;
    this.node = node;
    if (!node.isObject()) {
      throw new EngineException(source + " should hold a JSON object.");
    }
  }

  static JsonFields empty(String source) {
    return new JsonFields(source, JsonNodeFactory.instance.objectNode());
  }

  static JsonFields read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * @param source what the text is, for errors
   */
  static JsonFields parse(String source, String json) {
    try {
      return new JsonFields(source, MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new EngineException(source + " is not JSON: " + FileFailure.reason(e), e);
    }
  }

  /** Complains of a field that nobody asks for: a typing error, or a newer program's meaning. */
  void allow(Set<String> names) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new EngineException(source + " has an unknown field '" + name + "'.");
              }
            });
  }

  Optional<String> text(String name) {
    return find(name, "text", JsonNode::isTextual).map(JsonNode::textValue);
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  OptionalInt integer(String name) {
    return find(name, "a whole number", n -> n.isIntegralNumber() && n.canConvertToInt())
        .map(n -> OptionalInt.of(n.intValue()))
        .orElse(OptionalInt.empty());
  }

  OptionalLong longInteger(String name) {
    return find(name, "a whole number", n -> n.isIntegralNumber() && n.canConvertToLong())
        .map(n -> OptionalLong.of(n.longValue()))
        .orElse(OptionalLong.empty());
  }

  OptionalDouble number(String name) {
    return find(name, "a number", JsonNode::isNumber)
        .map(n -> OptionalDouble.of(n.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  Optional<Boolean> flag(String name) {
    return find(name, "true or false", JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  Optional<JsonFields> object(String name) {
    return find(name, "an object", JsonNode::isObject)
        .map(n -> new JsonFields(source + ", " + name, n));
  }

  /** The objects of a list; none where there is no such field. */
  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    find(name, "a list", JsonNode::isArray)
        .ifPresent(list -> list.forEach(n -> objects.add(new JsonFields(source + ", " + name, n))));
    return objects;
  }

  EngineException missing(String name) {
    return new EngineException(source + " lacks the field '" + name + "'.");
  }

  /** JSON's null is as good as an absent field. */
  private Optional<JsonNode> find(String name, String type, Predicate<JsonNode> isType) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!isType.test(value)) {
      throw wrongType(name, type, value);
    }
    return Optional.of(value);
  }

  private EngineException wrongType(String name, String type, JsonNode value) {
    String found = value.toString();
    String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return new EngineException(
        source + ": '" + name + "' should be " + type + ", found " + shown + ".");
  }
}
