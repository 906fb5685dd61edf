// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.lang.System.Logger.Level;

/** Ends a process in which libtorch is still at work. */
public final class ProcessEnd {
  private static final System.Logger LOG = System.getLogger(ProcessEnd.class.getName());

  private ProcessEnd() {}

  /** What is used of the C library. */
  private interface LibC extends Library {
    void _exit(int status);
  }

  /**
   * Leaves without destructors: those of libtorch take away what a running kernel works on, and the
   * process would end with a crash. Returns where the system has no such call.
   */
  public static void leave(int status) {
    if (Platform.isWindows()) {
      return;
    }
    try {
      Native.load("c", LibC.class)._exit(status);
    } catch (LinkageError e) {
      LOG.log(Level.DEBUG, "the process ends in its usual way", e);
    }
  }
}
