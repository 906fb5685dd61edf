// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * Squares that people chose, from the sidecar file {@code crops.json} of a folder: {@code
 * {"dog.jpg": {"x": 10, "y": 0, "size": 512}}}.
 */
public final class CropBoxes {
  /** The file's name. */
  public static final String FILE = "crops.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param x of the left edge, in pixels of the upright picture
   * @param y of the upper edge
   * @param size of a side
   */
  public record Box(int x, int y, int size) {
    public Box {
      if (x < 0 || y < 0 || size < 1) {
        throw new IllegalArgumentException(
            "a crop lies within its picture, got x " + x + ", y " + y + ", size " + size);
      }
    }
  }

  private final Map<String, Box> boxes;

  private CropBoxes(Map<String, Box> boxes) {
    this.boxes = boxes;
  }

  /** Those of a folder; none when it has no such file. */
  public static CropBoxes of(Path folder) {
    Path file = folder.resolve(FILE);
    Map<String, Box> boxes = new HashMap<>();
    if (Files.isRegularFile(file)) {
      try {
        JsonNode root = JSON.readTree(Files.readString(file));
        root.properties().forEach(entry -> boxes.put(entry.getKey(), box(file, entry)));
      } catch (JsonProcessingException e) {
        throw new EngineException(file + " is not JSON: " + FileFailure.reason(e), e);
      } catch (IOException e) {
        throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
      }
    }
    return new CropBoxes(boxes);
  }

  private static Box box(Path file, Map.Entry<String, JsonNode> entry) {
    JsonNode box = entry.getValue();
    try {
      return new Box(number(box, "x"), number(box, "y"), number(box, "size"));
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          file + ": the crop of " + entry.getKey() + " is wrong: " + e.getMessage() + ".", e);
    }
  }

  private static int number(JsonNode box, String name) {
    JsonNode value = box.get(name);
    if (value == null || !value.canConvertToInt()) {
      throw new IllegalArgumentException("it needs a whole number " + name);
    }
    return value.intValue();
  }

  /**
   * @param name of a picture, as {@link CaptionedPictures#name} tells it
   */
  Optional<Box> find(String name) {
    return Optional.ofNullable(boxes.get(name));
  }

  /** For a cache's fingerprint: the same boxes, the same text. */
  String describe() {
    return new java.util.TreeMap<>(boxes).toString();
  }
}
