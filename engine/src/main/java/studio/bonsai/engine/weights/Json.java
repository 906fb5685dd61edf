// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/** Reads the JSON files of a model folder, each of which is one object. */
final class Json {
  private static final long LONGEST = 64L << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // diffusers writes "lambda_min_clipped": -Infinity.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n")
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree of JSON nodes can always be written", e);
    }
  }

  static ObjectNode read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new EngineException(file + " is too long for a JSON file of a model.");
      }
      return parse(file, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new EngineException("There is no file " + file + ". Download the model again.", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  static ObjectNode parse(Path file, byte[] text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new EngineException(
          file + " is not JSON: " + FileFailure.reason(e) + " Download it again.", e);
    } catch (IOException e) {
      throw new EngineException(file + " is not UTF-8 JSON. Download it again.", e);
    }
    throw new EngineException(file + " is not a JSON object. Download it again.");
  }
}
