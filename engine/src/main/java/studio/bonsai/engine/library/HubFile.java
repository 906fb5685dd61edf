// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.fetch.Checksum;

/**
 * A file of a model on a hub.
 *
 * @param path within the model, with slashes
 */
record HubFile(String path, long size, Checksum checksum) {
  HubFile {
    boolean leaves = path.startsWith("/") || path.contains("\\") || path.contains(":");
    for (String name : path.split("/", -1)) {
      leaves |= name.isEmpty() || name.equals(".") || name.equals("..");
    }
    if (leaves || size < 0) {
      throw new EngineException("The hub names a file that is none: '" + path + "'.");
    }
  }

  String folder() {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
