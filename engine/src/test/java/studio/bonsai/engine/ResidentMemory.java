// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of this process's memory, mapped weights that are in use included. */
public final class ResidentMemory {
  private static final double KIB_A_MIB = 1024;

  private ResidentMemory() {}

  /** Now, in MiB. */
  public static double now() {
    return read("VmRSS:");
  }

  /** The most so far, in MiB. */
  public static double peak() {
    return read("VmHWM:");
  }

  private static double read(String field) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith(field))
              .map(line -> line.replaceAll("[^0-9]", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElseThrow()
          / KIB_A_MIB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
