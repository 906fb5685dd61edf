// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'fpu fma avx avx2', ', AVX2'",
    "'fpu fma avx2 avx512f avx512bw avx512vl avx512dq', ', AVX-512'",
    "'fpu fma avx2 avx512f', ', AVX2'",
    "'fpu sse4_2', ', without AVX2: slow'"
  })
  void isAsGoodAsItsFlags(String flags, String capability) throws IOException {
    Path cpuinfo =
        Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: " + flags + "\n");
    assertEquals(capability, Processor.capability(cpuinfo));
  }
}
