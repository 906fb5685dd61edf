// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.ndarray.NDArray;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Hands the memory of file-mapped arrays back to the system's file cache. The arrays stay whole:
 * who touches them again reads the file again.
 */
public final class FilePages {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final long PAGE = 4096;
  private static final int MADV_DONTNEED = 4;

  private FilePages() {}

  /** What is used of the C library. */
  private interface Memory extends Library {
    int madvise(Pointer address, NativeLong length, int advice);
  }

  /** Loaded when first needed, and only on Linux. */
  private static final class LibC {
    static final Memory MEMORY = Native.load("c", Memory.class);
  }

  /** The addresses of one mapping. */
  private record Range(long begin, long end) {}

  /** Of these arrays, those that are mapped from files; does nothing where it cannot be known. */
  public static void release(List<NDArray> arrays) {
    if (!Platform.isLinux() || !Platform.is64Bit()) {
      return;
    }
    try {
      List<Range> files = fileMappings();
      arrays.forEach(array -> release(array, files));
    } catch (IOException | LinkageError e) {
      // The memory stays where it is: that costs memory, and nothing else.
      return;
    }
  }

  private static void release(NDArray array, List<Range> files) {
    ByteBuffer bytes = array.toByteBuffer(true);
    if (!bytes.isDirect()) {
      return;
    }
    long address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    long begin = (address + PAGE - 1) / PAGE * PAGE;
    long end = (address + bytes.capacity()) / PAGE * PAGE;
    // Anywhere else the advice would erase the numbers.
    if (begin < end && files.stream().anyMatch(f -> f.begin <= begin && end <= f.end)) {
      LibC.MEMORY.madvise(new Pointer(begin), new NativeLong(end - begin), MADV_DONTNEED);
    }
  }

  /** Mappings that only read a file: {@code begin-end r--. offset device inode path}. */
  private static List<Range> fileMappings() throws IOException {
    try (var lines = Files.lines(MAPS)) {
      return lines
          .map(line -> line.split("\\s+", 6))
          .filter(f -> f.length == 6 && f[1].startsWith("r--") && !f[4].equals("0"))
          .map(f -> f[0].split("-"))
          .map(f -> new Range(Long.parseUnsignedLong(f[0], 16), Long.parseUnsignedLong(f[1], 16)))
          .toList();
    }
  }
}
