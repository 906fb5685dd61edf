// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;

/** Typed fields of a JSON object; what is wrong is collected and told at once. */
final class ConfigFields {
  private final JsonNode json;
  private final String origin;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param origin the file, for the message
   */
  ConfigFields(JsonNode json, String origin) {
    this.json = json;
    this.origin = origin;
  }

  double number(String name, double fallback) {
    JsonNode node = json.path(name);
    if (isAbsent(node)) {
      return fallback;
    }
    // NaN never makes sense; an infinite bound (lambda_min_clipped) does.
    return node.isNumber() && !Double.isNaN(node.asDouble())
        ? node.asDouble()
        : wrong(name, "a number", node, fallback);
  }

  /** A number that may be left out. */
  OptionalDouble number(String name) {
    return isAbsent(json.path(name)) ? OptionalDouble.empty() : OptionalDouble.of(number(name, 0));
  }

  int integer(String name, int fallback, int least, int most) {
    JsonNode node = json.path(name);
    if (isAbsent(node)) {
      return fallback;
    }
    boolean fits = node.canConvertToExactIntegral() && node.canConvertToInt();
    return fits && node.asInt() >= least && node.asInt() <= most
        ? node.asInt()
        : wrong(name, "a whole number from " + least + " to " + most, node, fallback);
  }

  boolean flag(String name, boolean fallback) {
    JsonNode node = json.path(name);
    if (isAbsent(node)) {
      return fallback;
    }
    return node.isBoolean() ? node.asBoolean() : wrong(name, "true or false", node, fallback);
  }

  /** One of several values, each known by a name. */
  <T> T choice(String name, T fallback, Function<T, String> nameOf, List<T> choices) {
    JsonNode node = json.path(name);
    if (isAbsent(node)) {
      return fallback;
    }
    String known = choices.stream().map(nameOf).collect(Collectors.joining(", "));
    return choices.stream()
        .filter(choice -> node.isTextual() && nameOf.apply(choice).equals(node.asText()))
        .findFirst()
        .orElseGet(() -> wrong(name, "one of " + known, node, fallback));
  }

  List<Double> numbers(String name) {
    JsonNode node = json.path(name);
    if (isAbsent(node)) {
      return List.of();
    }
    boolean fits = node.isArray() && elements(node).allMatch(JsonNode::isNumber);
    return fits
        ? elements(node).map(JsonNode::asDouble).toList()
        : wrong(name, "a list of numbers", node, List.of());
  }

  /** Complains when a field asks for something that this engine cannot do. */
  void refuse(String name, boolean asked) {
    if (asked) {
      problems.add(name + " is " + json.path(name) + ", which is not supported");
    }
  }

  /** Complains about fields that do not go together. */
  void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /** Checks what a record checks by itself, as a problem among the others. */
  <T> T checked(Supplier<T> record, T fallback) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return fallback;
    }
  }

  void throwIfWrong() {
    if (!problems.isEmpty()) {
      throw new EngineException(
          origin + " cannot be used: " + String.join("; ", problems) + ". Correct the file.");
    }
  }

  private <T> T wrong(String name, String wanted, JsonNode found, T fallback) {
    String shown = found.toString();
    problems.add(
        name
            + " must be "
            + wanted
            + ", found "
            + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown));
    return fallback;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return array.valueStream();
  }
}
