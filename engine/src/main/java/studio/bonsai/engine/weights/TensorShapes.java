// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import studio.bonsai.engine.EngineException;

/** Questions to the tensors of a network about its architecture. */
final class TensorShapes {
  private final TensorFile file;
  private final Map<String, Integer> counts = new HashMap<>();

  TensorShapes(TensorFile file) {
    this.file = file;
  }

  /** A dimension of a tensor that every network of the kind has. */
  int size(String name, int dimension) {
    TensorInfo info = file.entries().get(name);
    if (info == null) {
      throw new EngineException(
          file.path() + " lacks " + name + ": it is not a whole checkpoint. Download it again.");
    }
    long[] shape = info.shape().getShape();
    if (dimension >= shape.length || shape[dimension] > Integer.MAX_VALUE || shape[dimension] < 1) {
      throw new EngineException(
          file.path() + " has " + name + " as " + info.describe() + ", which fits no network.");
    }
    return (int) shape[dimension];
  }

  int dimensions(String name) {
    size(name, 0);
    return file.entries().get(name).shape().dimension();
  }

  boolean has(String prefix) {
    return file.entries().keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** One more than the largest index that follows the prefix, as {@code blocks.} in blocks.7.x. */
  int count(String prefix) {
    return counts.computeIfAbsent(prefix, this::counted);
  }

  private int counted(String prefix) {
    Pattern pattern = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,4})\\..*");
    int count = 0;
    for (String name : file.entries().keySet()) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        count = Math.max(count, Integer.parseInt(matcher.group(1)) + 1);
      }
    }
    return count;
  }

  /** For each index from 0 the first dimension of the tensor of that name. */
  List<Integer> sizes(int count, String format) {
    return IntStream.range(0, count).map(i -> size(String.format(format, i), 0)).boxed().toList();
  }
}
