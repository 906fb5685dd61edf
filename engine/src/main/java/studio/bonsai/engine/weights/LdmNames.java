// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of one network in a single file, as they are translated. */
final class LdmNames {
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();

  /** Adds a tensor under diffusers' name. */
  void put(String name, Origin origin) {
    if (origins.put(name, origin) != null) {
      unknown.add(origin.name() + " (a second " + name + ")");
    }
  }

  void unknown(String name) {
    unknown.add(name);
  }

  /** Diffusers' name to the tensor in the file. */
  Map<String, Origin> origins() {
    return origins;
  }

  /** Names that belong to the network by their prefix but to no layer of it. */
  List<String> unknown() {
    return unknown;
  }
}
