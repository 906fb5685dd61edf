// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.pytorch.jni.IValue;

/** A native value that is no tensor and that Java only passes back to kernels. */
public final class Opaque implements AutoCloseable {
  private final IValue value;

  Opaque(IValue value) {
    this.value = value;
  }

  IValue value() {
    return value;
  }

  @Override
  public void close() {
    value.close();
  }
}
