// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle is made of, as far as it is let in: besides these only strings, numbers, booleans
 * and null. Containers are equal by identity: a pickle may nest them in ways that make any deeper
 * comparison endless.
 */
final class Pickled {
  private Pickled() {}

  /** A dict of any kind. */
  static final class Dict {
    final Map<Object, Object> items = new LinkedHashMap<>();
  }

  /** A list, tuple or set. */
  static final class Sequence {
    final List<Object> items;

    Sequence(List<Object> items) {
      this.items = items;
    }

    Sequence() {
      this(new ArrayList<>());
    }
  }

  /** The name of a class or function; it is never looked up, far less called. */
  record Global(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /** Something harmless that Bonsai has no use for. */
  record Opaque(String what) {}

  /**
   * Numbers that tensors share.
   *
   * @param dtype null where the tensors say it
   * @param elements of the dtype, bytes where it is null
   */
  record Storage(String key, DataType dtype, long elements) {}

  /**
   * A view of a storage.
   *
   * @param offset in elements, as are the strides
   */
  record Tensor(Storage storage, DataType dtype, long offset, List<Long> size, List<Long> stride) {}
}
