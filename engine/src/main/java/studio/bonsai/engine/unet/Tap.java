// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import ai.djl.ndarray.NDArray;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Listens to features inside a network while it computes: outputs of blocks as {@code
 * down_blocks.0} and {@code up_blocks.2}, and of a transformer's last projection before its input
 * is added, as {@code down_blocks.2.attentions.1.proj_out}.
 */
public interface Tap {
  /** Whether a feature is wanted. */
  boolean wants(String name);

  /**
   * A feature that is wanted, on the way.
   *
   * @param feature open until the call returns, no longer
   */
  void hear(String name, NDArray feature);

  /** Wants nothing. */
  static Tap none() {
    return of(name -> false, (name, feature) -> {});
  }

  static Tap of(Predicate<String> wanted, BiConsumer<String, NDArray> heard) {
    return new Tap() {
      @Override
      public boolean wants(String name) {
        return wanted.test(name);
      }

      @Override
      public void hear(String name, NDArray feature) {
        heard.accept(name, feature);
      }
    };
  }

  /** Passes a feature on, if it is wanted. */
  default void offer(String name, NDArray feature) {
    if (wants(name)) {
      hear(name, feature);
    }
  }
}
