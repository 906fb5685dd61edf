// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/**
 * Tokens that somebody taught a model later (textual inversion): {@code added_tokens_decoder} of
 * {@code tokenizer_config.json}, or in older folders {@code added_tokens.json}.
 */
final class AddedTokens {
  private static final String FILE = "added_tokens.json";

  private AddedTokens() {}

  /** Content to id, special tokens among them. */
  static Map<String, Integer> read(Path folder) {
    Path config = folder.resolve(ClipTokenizerConfig.CONFIG);
    JsonNode decoder = ClipTokenizerConfig.object(config).path("added_tokens_decoder");
    Map<String, Integer> added = new LinkedHashMap<>();
    if (decoder.isObject()) {
      decoder
          .properties()
          .forEach(e -> put(added, e.getValue().path("content"), e.getKey(), config));
    } else {
      Path file = folder.resolve(FILE);
      for (Map.Entry<String, JsonNode> entry : ClipTokenizerConfig.object(file).properties()) {
        JsonNode id = entry.getValue();
        put(added, entry.getKey(), id.isIntegralNumber() ? id.asText() : "", file);
      }
    }
    return added;
  }

  private static void put(Map<String, Integer> added, JsonNode content, String id, Path file) {
    put(added, content.isTextual() ? content.asText() : "", id, file);
  }

  private static void put(Map<String, Integer> added, String content, String id, Path file) {
    // At most nine digits, which an int always holds.
    if (content.isBlank() || !id.matches("[0-9]{1,9}")) {
      throw new EngineException(
          file + " has an added token that is none: \"" + content + "\" with id " + id + ".");
    }
    added.put(content, Integer.valueOf(id));
  }
}
