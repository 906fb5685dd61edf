// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static java.util.Map.entry;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/**
 * The JSON of a safetensors header, read token by token: a tree would hide names that come twice.
 */
final class SafetensorsJson {
  private static final int MOST_DIMENSIONS = 64;
  private static final JsonFactory JSON = new JsonFactory();

  static final Map<String, DataType> TYPES =
      Map.ofEntries(
          entry("F64", DataType.FLOAT64),
          entry("F32", DataType.FLOAT32),
          entry("F16", DataType.FLOAT16),
          entry("BF16", DataType.BFLOAT16),
          entry("I64", DataType.INT64),
          entry("I32", DataType.INT32),
          entry("I16", DataType.INT16),
          entry("I8", DataType.INT8),
          entry("U32", DataType.UINT32),
          entry("U16", DataType.UINT16),
          entry("U8", DataType.UINT8),
          entry("BOOL", DataType.BOOLEAN));

  /** Hears of each tensor, in the order of the text. */
  @FunctionalInterface
  interface Tensors {
    /**
     * @param offsets two numbers, not negative
     */
    void add(String name, TensorInfo info, long[] offsets);
  }

  private final Path file;
  private final Tensors tensors;
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /**
   * @param file for messages
   */
  SafetensorsJson(Path file, Tensors tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  void parse(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (name.equals("__metadata__")) {
          parseMetadata(json);
        } else {
          parseTensor(name, json);
        }
      }
      if (json.nextToken() != null) {
        throw damaged("something follows its header's JSON");
      }
    } catch (JsonProcessingException e) {
      throw damaged("its header is not JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private void parseMetadata(JsonParser json) throws IOException {
    expect(json, json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json, json.nextToken(), JsonToken.VALUE_STRING);
      if (metadata.put(key, json.getText()) != null) {
        throw damaged("its metadata names " + key + " twice");
      }
    }
  }

  private void parseTensor(String name, JsonParser json) throws IOException {
    DataType dtype = null;
    long[] shape = null;
    long[] offsets = null;
    expect(json, json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("dtype") && dtype == null) {
        expect(json, value, JsonToken.VALUE_STRING);
        dtype = type(name, json.getText());
      } else if (field.equals("shape") && shape == null) {
        shape = numbers(json, value);
      } else if (field.equals("data_offsets") && offsets == null) {
        offsets = numbers(json, value);
      } else {
        throw damaged("tensor " + name + " has a field " + field + " that is unknown or repeated");
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
      throw damaged("tensor " + name + " lacks its dtype, shape or pair of data_offsets");
    }
    tensors.add(name, new TensorInfo(dtype, new Shape(shape)), offsets);
  }

  private DataType type(String name, String text) {
    DataType dtype = TYPES.get(text);
    if (dtype == null) {
      throw new EngineException(
          "Tensor "
              + name
              + " of "
              + file
              + " is of type "
              + text
              + ", which Bonsai does not read."
              + " Use a version of the model in float32, float16 or bfloat16.");
    }
    return dtype;
  }

  private long[] numbers(JsonParser json, JsonToken start) throws IOException {
    expect(json, start, JsonToken.START_ARRAY);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
        throw damaged("its header has the number " + abbreviated(json.getText()));
      }
      numbers.add(json.getLongValue());
      if (numbers.size() > MOST_DIMENSIONS) {
        throw damaged("a shape has more than " + MOST_DIMENSIONS + " dimensions");
      }
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private void expect(JsonParser json, JsonToken found, JsonToken wanted) {
    if (found != wanted) {
      throw damaged(
          "its header has "
              + found
              + " where "
              + wanted
              + " belongs, at character "
              + json.currentLocation().getCharOffset());
    }
  }

  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private EngineException damaged(String what) {
    return SafetensorsHeader.damaged(file, what);
  }
}
