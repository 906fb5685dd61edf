// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import studio.bonsai.engine.runtime.CudaInstaller;
import studio.bonsai.engine.runtime.CudaOffer;
import studio.bonsai.engine.runtime.LibraryChoice;
import studio.bonsai.engine.runtime.LibraryPlaces;
import studio.bonsai.engine.runtime.Surroundings;
import studio.bonsai.engine.runtime.TorchLibrary;

/**
 * A libtorch for CUDA that can be fetched: from where, how large, and where to. NVIDIA's CUDA and
 * cuDNN libraries are part of it, whose licences apply. To be shown to the user before anything is
 * fetched.
 */
public final class CudaDownload {
  private final Surroundings surroundings;
  private final CudaOffer offer;

  private CudaDownload(Surroundings surroundings, CudaOffer offer) {
    this.surroundings = surroundings;
    this.offer = offer;
  }

  /**
   * Asks the server for names and sizes; fetches nothing.
   *
   * @throws EngineException when it cannot be reached, or has nothing for this machine
   */
  public static CudaDownload ask(Surroundings surroundings) {
    return new CudaDownload(surroundings, CudaOffer.ask(surroundings));
  }

  /** The address that it is fetched from. */
  public String source() {
    return offer.source();
  }

  /** The folder that it is installed into. */
  public Path folder() {
    return LibraryPlaces.installed(surroundings);
  }

  public long bytesToFetch() {
    return offer.compressed();
  }

  public long bytesOnDisk() {
    return offer.unpacked();
  }

  /**
   * Fetches what is still missing, unpacks it, and lets the program take it from its next start on.
   *
   * @param progress hears how many of the bytes to fetch are there
   * @throws EngineException when the disk is too small or full, the connection breaks, or what came
   *     is damaged
   * @throws java.util.concurrent.CancellationException between two blocks; what was fetched is
   *     kept, and the next call goes on
   */
  public void install(LongConsumer progress, CancelToken cancel) {
    TorchLibrary library = new CudaInstaller(surroundings).install(offer, progress, cancel);
    LibraryChoice.of(library.folder()).save(surroundings.dataFolder());
  }
}
