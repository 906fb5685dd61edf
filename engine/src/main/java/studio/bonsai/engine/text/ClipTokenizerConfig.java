// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;

/**
 * What a tokenizer folder says beside its vocabulary: {@code tokenizer_config.json}, overruled by
 * {@code special_tokens_map.json} as transformers does it. Both files may be missing.
 *
 * @param start stands before every chunk
 * @param end stands after every chunk
 * @param unknown stands for what the vocabulary cannot spell
 * @param pad fills a chunk after its end; in a prompt it is this token too, as in transformers
 * @param maxLength tokens of a chunk, start and end included, 3 or more
 */
public record ClipTokenizerConfig(
    String start, String end, String unknown, String pad, int maxLength) {
  static final String CONFIG = "tokenizer_config.json";
  static final String SPECIAL = "special_tokens_map.json";

  private static final int CLIP_LENGTH = 77;

  /** Transformers writes 1e30 where it knows no limit. */
  private static final double NO_LIMIT = 1e6;

  private static final ObjectMapper JSON = new ObjectMapper();

  public ClipTokenizerConfig {
    for (String token : new String[] {start, end, unknown, pad}) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("a special token is empty");
      }
    }
    if (maxLength < 3 || maxLength > NO_LIMIT) {
      throw new IllegalArgumentException("model_max_length must be 3 or more, got " + maxLength);
    }
  }

  /** Stable Diffusion v1 (openai/clip-vit-large-patch14): pads with the end token, 49407. */
  public static ClipTokenizerConfig stableDiffusion1() {
    return new ClipTokenizerConfig(
        ClipVocabulary.START,
        ClipVocabulary.END,
        ClipVocabulary.END,
        ClipVocabulary.END,
        CLIP_LENGTH);
  }

  /** Stable Diffusion v2 (OpenCLIP ViT-H): pads with "!", which has the id 0. */
  public static ClipTokenizerConfig stableDiffusion2() {
    return new ClipTokenizerConfig(
        ClipVocabulary.START, ClipVocabulary.END, ClipVocabulary.END, "!", CLIP_LENGTH);
  }

  /**
   * Reads the two files of a tokenizer folder; what neither says is as in Stable Diffusion v1.
   *
   * @throws EngineException naming the file that is broken
   */
  public static ClipTokenizerConfig read(Path folder) {
    JsonNode config = object(folder.resolve(CONFIG));
    // As transformers: a config that lists its added tokens is complete in itself.
    JsonNode special =
        config.has("added_tokens_decoder")
            ? JSON.createObjectNode()
            : object(folder.resolve(SPECIAL));
    ClipTokenizerConfig usual = stableDiffusion1();
    try {
      return new ClipTokenizerConfig(
          token("bos_token", special, config, usual.start),
          token("eos_token", special, config, usual.end),
          token("unk_token", special, config, usual.unknown),
          token("pad_token", special, config, usual.pad),
          maxLength(config.path("model_max_length")));
    } catch (IllegalArgumentException e) {
      throw new EngineException(folder.resolve(CONFIG) + " is wrong: " + e.getMessage() + ".", e);
    }
  }

  /** Writes the two files, so that transformers reads the same tokenizer. */
  public void write(Path folder) {
    ObjectNode special = JSON.createObjectNode();
    special.put("bos_token", start).put("eos_token", end);
    special.put("unk_token", unknown).put("pad_token", pad);
    ObjectNode config = special.deepCopy();
    config.put("tokenizer_class", "CLIPTokenizer").put("do_lower_case", true);
    config.put("model_max_length", maxLength);
    ClipVocabulary.writeFile(folder.resolve(CONFIG), config.toPrettyString() + "\n");
    ClipVocabulary.writeFile(folder.resolve(SPECIAL), special.toPrettyString() + "\n");
  }

  static JsonNode object(Path file) {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode node = JSON.readTree(ClipVocabulary.readText(file));
      if (!node.isObject()) {
        throw new EngineException(file + " is not a JSON object.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new EngineException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A token is a string, or an object whose content is one. */
  private static String token(String key, JsonNode first, JsonNode second, String otherwise) {
    JsonNode node = first.hasNonNull(key) ? first.get(key) : second.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    JsonNode content = node.isObject() ? node.path("content") : node;
    if (!content.isTextual()) {
      throw new IllegalArgumentException(key + " is no token: " + node);
    }
    return content.asText();
  }

  private static int maxLength(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return CLIP_LENGTH;
    }
    if (!node.isNumber() || node.asDouble() != Math.rint(node.asDouble())) {
      throw new IllegalArgumentException("model_max_length is no whole number: " + node);
    }
    return node.asDouble() > NO_LIMIT ? CLIP_LENGTH : node.asInt();
  }
}
