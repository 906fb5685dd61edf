// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody changed in a run's settings since a state was written. */
final class ChangedSettings {
  /** How long a run goes on, what it keeps and where its files are may change. */
  private static final Set<String> FREE =
      Set.of("steps", "keeping", "samplePrompts", "model", "student", "folder", "cache");

  private ChangedSettings() {}

  /** In words, as "settings.seed was 7 and is 8"; empty when nothing that matters was. */
  static String between(JsonNode before, JsonNode now) {
    Map<String, String> old = new TreeMap<>();
    Map<String, String> present = new TreeMap<>();
    collect("", before, old);
    collect("", now, present);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(present.keySet());
    return names.stream()
        .filter(name -> !old.getOrDefault(name, "").equals(present.getOrDefault(name, "")))
        .map(name -> name + " was " + shown(old.get(name)) + " and is " + shown(present.get(name)))
        .collect(Collectors.joining("; "));
  }

  private static String shown(String value) {
    return value == null ? "not there" : value;
  }

  private static void collect(String name, JsonNode node, Map<String, String> values) {
    if (!node.isObject()) {
      values.put(name, node.toString());
      return;
    }
    node.properties().stream()
        .filter(entry -> !FREE.contains(entry.getKey()))
        .forEach(
            entry ->
                collect(
                    name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                    entry.getValue(),
                    values));
  }
}
