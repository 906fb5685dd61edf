// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import java.util.List;
import java.util.function.LongConsumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ComputeRuntime;
import studio.bonsai.engine.CudaDownload;
import studio.bonsai.engine.Gpu;

/**
 * What the settings ask of the machine; tests put a fake in its place. All calls may take seconds.
 */
interface GraphicsCards {
  /** What could be fetched to draw on a graphics card. */
  interface Offer {
    String source();

    long bytesToFetch();

    long bytesOnDisk();

    /** See {@link CudaDownload#install}. */
    void install(LongConsumer progress, CancelToken cancel);
  }

  List<Gpu> gpus();

  /** In a line, what draws now. */
  String inUse();

  /** Whether there is a card that the user may want to use. */
  boolean isIdle();

  /**
   * @throws studio.bonsai.engine.EngineException when nobody can be asked
   */
  Offer offer();

  /** Those of this machine. */
  static GraphicsCards of(ComputeRuntime runtime) {
    return new GraphicsCards() {
      @Override
      public List<Gpu> gpus() {
        return runtime.gpus();
      }

      @Override
      public String inUse() {
        ComputeRuntime.InUse used = runtime.load();
        return "libtorch " + used.version() + ", " + used.reason() + "; " + runtime.processor();
      }

      @Override
      public boolean isIdle() {
        return runtime.hasIdleGpu();
      }

      @Override
      public Offer offer() {
        return offerOf(runtime.cudaDownload());
      }
    };
  }

  private static Offer offerOf(CudaDownload download) {
    return new Offer() {
      @Override
      public String source() {
        return download.source();
      }

      @Override
      public long bytesToFetch() {
        return download.bytesToFetch();
      }

      @Override
      public long bytesOnDisk() {
        return download.bytesOnDisk();
      }

      @Override
      public void install(LongConsumer progress, CancelToken cancel) {
        download.install(progress, cancel);
      }
    };
  }
}
