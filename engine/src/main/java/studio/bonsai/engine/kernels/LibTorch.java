// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.OptionalLong;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.runtime.CudaRuntime;
import studio.bonsai.engine.runtime.DjlSettings;
import studio.bonsai.engine.runtime.LibrarySelection;
import studio.bonsai.engine.runtime.LoadOrder;
import studio.bonsai.engine.runtime.MainMemory;
import studio.bonsai.engine.runtime.NvidiaDriver;
import studio.bonsai.engine.runtime.Surroundings;

/** Starts libtorch inside this process, the way the engine wants it. */
public final class LibTorch {
  private static final String ENGINE = "PyTorch";

  private static Engine engine;
  private static LibrarySelection selection;
  private static CudaRuntime cuda;

  private LibTorch() {}

  /** Chooses a libtorch and loads it, once a process. */
  private static synchronized Engine engine() {
    if (engine == null) {
      LibrarySelection chosen = selection();
      DjlSettings.apply();
      DjlSettings.select(chosen);
      engine = load(chosen);
      cuda = CudaRuntime.of(chosen.library());
    }
    return engine;
  }

  private static Engine load(LibrarySelection chosen) {
    try {
      LoadOrder.prepare(chosen);
      return Engine.getEngine(ENGINE);
    } catch (ai.djl.engine.EngineException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String advice =
          chosen.library().isPresent()
              ? " 'bonsai runtime --use cpu' goes back to the one that comes with the program."
              : " 'bonsai runtime' tells what was found.";
      throw new EngineException(
          "libtorch cannot be loaded: " + cause.getMessage() + "." + advice, e);
    }
  }

  /**
   * The libtorch that this process takes; does not load it.
   *
   * @throws EngineException when the one that the user named cannot be used
   */
  public static synchronized LibrarySelection selection() {
    if (selection == null) {
      selection =
          LibrarySelection.choose(
              Surroundings.ofThisProcess(), NvidiaDriver.ofThisMachine().isThere());
    }
    return selection;
  }

  /** A root manager on the device of the given compute; whoever asks for it closes it. */
  public static NDManager newManager(Compute compute) {
    engine();
    return NDManager.newBaseManager(compute.device(), ENGINE);
  }

  /**
   * Whether gradients are recorded is a matter of each thread in libtorch, and on by default; DJL
   * turns it off on the one alone that loads the library. The engine's face calls this on whatever
   * thread it is called on.
   */
  public static void inferOnThisThread() {
    engine();
    JniUtils.setGradMode(false);
  }

  /** CUDA devices that this libtorch can use; 0 for a libtorch of the CPU alone. */
  public static int gpuCount() {
    // libtorch tells only whether there are any; a process that cannot count them uses the first.
    return engine().hasCapability(StandardCapabilities.CUDA)
        ? Math.max(1, cuda.deviceCount().orElse(1))
        : 0;
  }

  /** Bytes that can still be had on the compute's device; empty when nobody tells. */
  public static OptionalLong freeMemory(Compute compute) {
    if (!compute.isGpu()) {
      return MainMemory.free();
    }
    engine();
    // libtorch keeps what was freed for itself; given back, it counts as free.
    JniUtils.emptyCudaCache();
    return cuda.free(compute.device().getDeviceId());
  }

  /**
   * Bytes that could be had on the compute's device, were all let go that this process holds there;
   * empty when nobody tells.
   */
  public static OptionalLong attainableMemory(Compute compute) {
    if (!compute.isGpu()) {
      return MainMemory.attainable();
    }
    engine();
    return cuda.total(compute.device().getDeviceId());
  }

  /**
   * How many threads an operation may use.
   *
   * @param threads 1 or more
   */
  public static void setThreads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  /** How many threads an operation uses. */
  public static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  /** As PyTorch numbers it, 2.7.1. */
  public static String version() {
    return engine().getVersion();
  }

  /** Where the libraries lie that this process loaded. */
  public static Path folder() {
    engine();
    return Path.of(LibUtils.getLibtorchPath());
  }
}
