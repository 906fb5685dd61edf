// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the processor can do for libtorch. */
public final class Processor {
  /** What libtorch asks for before it takes its kernels for 512 bit. */
  private static final List<String> AVX512 =
      List.of("avx512f", "avx512bw", "avx512vl", "avx512dq", "fma");

  private static final List<String> AVX2 = List.of("avx2", "fma");

  private Processor() {}

  /** As in "x86_64, AVX2"; without the second half where the system does not tell. */
  public static String describe() {
    return System.getProperty("os.arch").replace("amd64", "x86_64")
        + capability(Path.of("/proc/cpuinfo"));
  }

  static String capability(Path cpuinfo) {
    if (!Files.exists(cpuinfo)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(l -> l.startsWith("flags"))
          .findFirst()
          .map(l -> words(l))
          .map(Processor::name)
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static Set<String> words(String line) {
    return new HashSet<>(Arrays.asList(line.substring(line.indexOf(':') + 1).trim().split("\\s+")));
  }

  private static String name(Set<String> flags) {
    if (flags.containsAll(AVX512)) {
      return ", AVX-512";
    }
    return flags.containsAll(AVX2) ? ", AVX2" : ", without AVX2: slow";
  }
}
