// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.bonsai.engine.EngineException;

/** Weights in several files beside an index ({@code *.index.json}) that says which has what. */
final class ShardedTensors implements TensorFile {
  private final Path index;
  private final Map<String, TensorFile> shards = new HashMap<>();
  private final Map<String, TensorFile> homes = new HashMap<>();
  private final Map<String, TensorInfo> entries = new LinkedHashMap<>();

  private ShardedTensors(Path index) {
    this.index = index;
  }

  static ShardedTensors open(Path index) {
    ShardedTensors opened = new ShardedTensors(index);
    try {
      opened.readIndex();
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void readIndex() {
    JsonNode map = Json.read(index).get("weight_map");
    if (map == null || !map.isObject()) {
      throw new EngineException(index + " has no weight_map. Download it again.");
    }
    for (Map.Entry<String, JsonNode> field : map.properties()) {
      TensorFile shard = shard(field.getValue());
      TensorInfo info = shard.entries().get(field.getKey());
      if (info == null) {
        throw new EngineException(
            shard.path()
                + " lacks tensor "
                + field.getKey()
                + ", which "
                + index.getFileName()
                + " promises. Download both again.");
      }
      entries.put(field.getKey(), info);
      homes.put(field.getKey(), shard);
    }
  }

  private TensorFile shard(JsonNode node) {
    String name = node.asText();
    boolean plain = !name.contains("/") && !name.contains("\\") && !name.contains("\0");
    if (!node.isTextual() || name.isEmpty() || !plain || name.endsWith(".index.json")) {
      throw new EngineException(
          index + " names a shard " + node + ", which is no file beside it. Download it again.");
    }
    TensorFile open = shards.get(name);
    if (open == null) {
      open = TensorFile.open(index.resolveSibling(name));
      shards.put(name, open);
    }
    return open;
  }

  @Override
  public Path path() {
    return index;
  }

  @Override
  public Map<String, TensorInfo> entries() {
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public NDArray read(NDManager manager, String name) {
    TensorFile home = homes.get(name);
    if (home == null) {
      throw new EngineException("No tensor " + name + " in " + index + ".");
    }
    return home.read(manager, name);
  }

  @Override
  public void close() {
    shards.values().forEach(TensorFile::close);
  }
}
