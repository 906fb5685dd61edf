// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDManager;
import java.util.function.Function;
import studio.bonsai.engine.kernels.NativeHeap;

/** One network of a model: loaded when first needed, let go of on demand. */
final class Part<T> implements AutoCloseable {
  private final NDManager parent;
  private final Function<NDManager, T> loader;
  private NDManager manager;
  private T loaded;

  /**
   * @param loader builds the network; its tensors belong to the manager it is given
   */
  Part(NDManager parent, Function<NDManager, T> loader) {
    this.parent = parent;
    this.loader = loader;
  }

  T get() {
    if (loaded == null) {
      NDManager fresh = parent.newSubManager();
      try {
        loaded = loader.apply(fresh);
        manager = fresh;
      } finally {
        if (loaded == null) {
          fresh.close();
        }
      }
    }
    return loaded;
  }

  boolean isLoaded() {
    return loaded != null;
  }

  /** Frees the weights; the next {@link #get} loads them again. */
  void release() {
    loaded = null;
    if (manager != null) {
      manager.close();
      manager = null;
      NativeHeap.giveBack();
    }
  }

  @Override
  public void close() {
    release();
  }
}
