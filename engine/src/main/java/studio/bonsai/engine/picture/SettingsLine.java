// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of "Name: value, Name: value". A value with a comma, a colon or a line's end stands in
 * quotes, as JSON. A scanner, where the web UI has a regular expression: the line comes from
 * strangers' files, and must be read in time proportional to its length.
 */
final class SettingsLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String line;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private int at;

  private SettingsLine(String line) {
    this.line = line;
  }

  static Map<String, String> parse(String line) {
    SettingsLine scanner = new SettingsLine(line);
    while (scanner.at < line.length()) {
      scanner.readSetting();
    }
    return scanner.settings;
  }

  static String write(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + ": " + quote(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void readSetting() {
    int colon = line.indexOf(':', at);
    int comma = line.indexOf(',', at);
    if (colon < 0 || (comma >= 0 && comma < colon)) {
      at = comma < 0 ? line.length() : comma + 1;
      return;
    }
    String name = line.substring(at, colon).strip();
    at = colon + 1;
    String value = readValue();
    if (isName(name)) {
      settings.put(name, value);
    }
  }

  private String readValue() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int closing = closingQuote();
    int end = line.indexOf(',', Math.max(at, closing));
    if (end < 0) {
      end = line.length();
    }
    String value = line.substring(at, end).strip();
    at = end + 1;
    return unquote(value);
  }

  /** Where the quoted value that begins here ends, or -1. */
  private int closingQuote() {
    if (at >= line.length() || line.charAt(at) != '"') {
      return -1;
    }
    for (int i = at + 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == '"') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isName(String name) {
    return name.length() > 1
        && Character.isLetterOrDigit(name.charAt(0))
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || " _-/".indexOf(c) >= 0);
  }

  private static String quote(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == ':' || c == '\n');
    return plain ? value : TextNode.valueOf(value).toString();
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    try {
      JsonNode node = MAPPER.readTree(value);
      return node.isTextual() ? node.textValue() : value;
    } catch (JsonProcessingException e) {
      return value;
    }
  }
}
