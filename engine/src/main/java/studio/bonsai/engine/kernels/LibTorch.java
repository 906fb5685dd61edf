// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.ndarray.NDManager;
import studio.bonsai.engine.Compute;

/** Starts libtorch inside this process, the way the engine wants it. */
public final class LibTorch {
  static {
    // No look-ups on the network at start: DJL else asks a cloud's metadata service where it is.
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    // The profiling executor would specialise each kernel on its first shapes: slow first steps.
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
  }

  private LibTorch() {}

  /** A root manager on the device of the given compute; whoever asks for it closes it. */
  public static NDManager newManager(Compute compute) {
    return NDManager.newBaseManager(compute.device(), "PyTorch");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
