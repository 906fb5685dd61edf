// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.bonsai.engine.kernels.LibTorch;
import studio.bonsai.engine.runtime.LibraryChoice;
import studio.bonsai.engine.runtime.LibraryPlaces;
import studio.bonsai.engine.runtime.NvidiaDriver;
import studio.bonsai.engine.runtime.Processor;
import studio.bonsai.engine.runtime.Surroundings;
import studio.bonsai.engine.runtime.TorchLibrary;

/**
 * What this machine computes with, and what it could. Some calls wake GPUs or load libraries, which
 * takes seconds: not for a thread that draws a window. What is chosen holds from the program's next
 * start on, for a process loads libtorch but once.
 */
public final class ComputeRuntime {
  /**
   * The libtorch of this process.
   *
   * @param version as 2.7.1
   * @param folder where its libraries lie
   * @param reason why this one, in words that follow a comma
   * @param threads that an operation may use
   * @param gpus how many it can use
   */
  public record InUse(String version, Path folder, String reason, int threads, int gpus) {}

  private final Surroundings surroundings;
  private final NvidiaDriver driver;

  ComputeRuntime(Surroundings surroundings, NvidiaDriver driver) {
    this.surroundings = surroundings;
    this.driver = driver;
  }

  public static ComputeRuntime ofThisMachine() {
    return new ComputeRuntime(Surroundings.ofThisProcess(), NvidiaDriver.ofThisMachine());
  }

  /** As in "x86_64, AVX2". */
  public String processor() {
    return Processor.describe();
  }

  /** Whether NVIDIA's driver can be loaded. */
  public boolean hasDriver() {
    return driver.isThere();
  }

  /** The GPUs that the driver shows; wakes them up, which can take a second. */
  public List<Gpu> gpus() {
    return driver.gpus();
  }

  /** Bytes free on a GPU that is in use; empty when nobody tells. Loads libtorch. */
  public OptionalLong freeMemory(int gpu) {
    return LibTorch.freeMemory(new Compute(Device.gpu(gpu), DataType.FLOAT16));
  }

  /**
   * Loads libtorch, unless that is done.
   *
   * @throws EngineException when that fails
   */
  public InUse load() {
    return new InUse(
        LibTorch.version(),
        LibTorch.folder(),
        LibTorch.selection().reason(),
        LibTorch.threads(),
        LibTorch.gpuCount());
  }

  /**
   * Whether fetching CUDA's libtorch is worth offering: a GPU is there, nothing uses it, and the
   * user did not decline. Looks at files alone and takes no time.
   */
  public boolean hasIdleGpu() {
    return !isCudaInstalled() && Devices.hasIdleGpu(driver.seemsToHaveGpu(), LibTorch.selection());
  }

  /** Whether a libtorch for CUDA was fetched by this program, perhaps since it was started. */
  public boolean isCudaInstalled() {
    return Files.isDirectory(LibraryPlaces.installed(surroundings));
  }

  /**
   * Asks for the sizes of what {@link CudaDownload#install} would fetch.
   *
   * @throws EngineException when the server cannot be reached, or has nothing for this machine
   */
  public CudaDownload cudaDownload() {
    return CudaDownload.ask(surroundings);
  }

  /**
   * What the user chose: {@code cpu} or a folder; empty when the program looks for the best.
   *
   * @throws EngineException when the choice cannot be read
   */
  public Optional<String> choice() {
    return LibraryChoice.load(surroundings.dataFolder()).map(LibraryChoice::toString);
  }

  /** Lets the program look for the best libtorch at every start. */
  public void useBest() {
    LibraryChoice.forget(surroundings.dataFolder());
  }

  /** Lets the program stay on the CPU, with the libtorch that it brings. */
  public void useCpu() {
    LibraryChoice.cpu().save(surroundings.dataFolder());
  }

  /**
   * Lets the program take a libtorch of the user's own.
   *
   * @param place a libtorch folder, or a Python environment with torch
   * @throws EngineException when none is there that can be used
   */
  public void useLibrary(Path place) {
    TorchLibrary library = TorchLibrary.read(place, surroundings.system());
    LibraryChoice.of(library.folder()).save(surroundings.dataFolder());
  }
}
