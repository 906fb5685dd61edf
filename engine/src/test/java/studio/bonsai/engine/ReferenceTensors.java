// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.bonsai.engine.weights.ParameterSource;
import studio.bonsai.engine.weights.Safetensors;

/**
 * Numbers that the scripts of {@code src/reference} made: a safetensors file below {@code
 * src/test/resources/reference}. Weights lie under "w.", everything else under its own name; the
 * file's metadata entry "config" is JSON.
 */
public final class ReferenceTensors implements AutoCloseable {
  private final Safetensors file;
  private final NDManager manager;

  private ReferenceTensors(Safetensors file, NDManager manager) {
    this.file = file;
    this.manager = manager;
  }

  /**
   * Opens one fixture.
   *
   * @param name path below {@code reference/}, without the extension
   */
  public static ReferenceTensors open(NDManager manager, String name) {
    return open(manager, path(name + ".safetensors"));
  }

  /** Opens a file that is no fixture, from outside the repository. */
  public static ReferenceTensors open(NDManager manager, Path file) {
    return new ReferenceTensors(Safetensors.open(file), manager);
  }

  /** Where a fixture of any format lies on disk. */
  public static Path path(String name) {
    URL url = ReferenceTensors.class.getResource("/reference/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no fixture " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  public NDArray get(String name) {
    return file.read(manager, name);
  }

  /** Names of all tensors, weights included, in the file's order. */
  public List<String> names() {
    return new ArrayList<>(file.entries().keySet());
  }

  /** The weights in float32, under the names that the original gives them. */
  public ParameterSource weights() {
    return (name, shape) -> {
      NDArray tensor = get("w." + name).toType(DataType.FLOAT32, false);
      assertEquals(Arrays.toString(shape), Arrays.toString(tensor.getShape().getShape()), name);
      return tensor;
    };
  }

  public JsonNode config() {
    try {
      return new ObjectMapper().readTree(file.metadata().get("config"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Largest difference over the largest expected magnitude: NaN anywhere fails. */
  public static void assertClose(NDArray expected, NDArray actual, double tolerance) {
    double relative = relativeError(expected, actual);
    assertTrue(relative <= tolerance, "relative error " + relative + " over " + tolerance);
  }

  /** Largest difference over the largest expected magnitude; NaN if any value is NaN. */
  public static double relativeError(NDArray expected, NDArray actual) {
    assertEquals(expected.getShape(), actual.getShape());
    float[] want = expected.toFloatArray();
    float[] have = actual.toFloatArray();
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < want.length; i++) {
      scale = Math.max(scale, Math.abs(want[i]));
      double difference = Math.abs((double) want[i] - have[i]);
      worst = Math.max(worst, difference);
    }
    return worst / scale;
  }

  @Override
  public void close() {
    file.close();
  }
}
