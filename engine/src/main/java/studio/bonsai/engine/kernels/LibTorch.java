// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import studio.bonsai.engine.Compute;

/** Starts libtorch inside this process, the way the engine wants it. */
public final class LibTorch {
  static {
    // No look-ups on the network at start: DJL else asks a cloud's metadata service where it is.
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    // The profiling executor would specialise each kernel on its first shapes: slow first steps.
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
    // Sizes repeat from step to step: cuDNN's search for the best algorithm pays off.
    setDefault("ai.djl.pytorch.cudnn_benchmark", "true");
  }

  private LibTorch() {}

  /** A root manager on the device of the given compute; whoever asks for it closes it. */
  public static NDManager newManager(Compute compute) {
    return NDManager.newBaseManager(compute.device(), "PyTorch");
  }

  /** CUDA devices that this libtorch can use; 0 for a libtorch of the CPU alone. */
  public static int gpuCount() {
    return Engine.getEngine("PyTorch").getGpuCount();
  }

  /**
   * How many threads an operation may use.
   *
   * @param threads 1 or more
   */
  public static void setThreads(int threads) {
    Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(threads);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
