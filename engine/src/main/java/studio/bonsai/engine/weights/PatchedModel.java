// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/** A model some of whose components are others. */
public record PatchedModel(ModelFiles model, Map<String, Replacement> replaced)
    implements ModelFiles {
  public PatchedModel {
    replaced = Map.copyOf(replaced);
  }

  @Override
  public Path path() {
    return model.path();
  }

  @Override
  public ObjectNode config(String component) {
    Replacement other = replaced.get(component);
    return other == null ? model.config(component) : other.config();
  }

  @Override
  public TensorFile weights(String component) {
    Replacement other = replaced.get(component);
    return other == null ? model.weights(component) : other.weights().get();
  }
}
