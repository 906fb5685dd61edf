// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/** The C library's heap, from which libtorch takes its memory on the CPU. */
public final class NativeHeap {
  private NativeHeap() {}

  /** What is used of the GNU C library. */
  private interface Heap extends Library {
    int malloc_trim(NativeLong kept);
  }

  /** Loaded when first needed, and only on Linux. */
  private static final class LibC {
    static final Heap HEAP = Native.load("c", Heap.class);
  }

  /**
   * Gives memory that was freed back to the system. Without being told, the library keeps what lies
   * between blocks that are still in use: of a network that was let go of, most. Does nothing where
   * the library cannot be told.
   */
  public static void giveBack() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      LibC.HEAP.malloc_trim(new NativeLong(0));
    } catch (LinkageError e) {
      // Another C library: the memory is used again for what comes next.
      return;
    }
  }
}
