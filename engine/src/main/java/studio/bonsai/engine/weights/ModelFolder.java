// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.bonsai.engine.EngineException;

/** A model in diffusers' layout. */
public final class ModelFolder {
  private static final List<String> NAMES =
      List.of("diffusion_pytorch_model.safetensors", "model.safetensors");

  private final Path path;

  private ModelFolder(Path path) {
    this.path = path;
  }

  /** Checks that the folder is a model's. */
  public static ModelFolder open(Path path) {
    if (!Files.exists(path.resolve("model_index.json"))) {
      throw new EngineException(path + " has no model_index.json: it is no model folder.");
    }
    return new ModelFolder(path);
  }

  public Path path() {
    return path;
  }

  /** The config.json of a component. */
  public ObjectNode config(String component) {
    return Json.read(path.resolve(component).resolve("config.json"));
  }

  /** The weights of a component, open. */
  public TensorFile weights(String component) {
    for (String name : NAMES) {
      Path file = path.resolve(component).resolve(name);
      if (Files.exists(file)) {
        return TensorFile.open(file);
      }
    }
    throw new EngineException(path.resolve(component) + " has no weights.");
  }
}
