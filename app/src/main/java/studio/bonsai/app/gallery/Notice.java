// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.List;

/**
 * What has just been done.
 *
 * @param key of the sentence that tells it
 * @param arguments of that sentence
 * @param canUndo whether it can be undone
 */
record Notice(String key, List<Object> arguments, boolean canUndo) {
  static Notice of(String key, Object... arguments) {
    return new Notice(key, List.of(arguments), false);
  }

  static Notice undoable(String key, Object... arguments) {
    return new Notice(key, List.of(arguments), true);
  }
}
