// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.util.Locale;

/** The systems that libtorch is built for. */
public enum OperatingSystem {
  LINUX("linux", "lib", ".so"),
  MACOS("osx", "lib", ".dylib"),
  WINDOWS("win", "", ".dll");

  private final String prefix;
  private final String libraryPrefix;
  private final String librarySuffix;

  OperatingSystem(String prefix, String libraryPrefix, String librarySuffix) {
    this.prefix = prefix;
    this.libraryPrefix = libraryPrefix;
    this.librarySuffix = librarySuffix;
  }

  /**
   * @param name the value of the system property os.name
   */
  static OperatingSystem named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("win")) {
      return WINDOWS;
    }
    return lower.startsWith("mac") ? MACOS : LINUX;
  }

  /** A library's file name: torch_cuda is libtorch_cuda.so or torch_cuda.dll. */
  String library(String name) {
    return libraryPrefix + name + librarySuffix;
  }

  /** Whether a file name is a library's, versioned ones as libcudart.so.12 included. */
  boolean isLibrary(String fileName) {
    return fileName.endsWith(librarySuffix)
        || (this == LINUX && fileName.matches(".*\\.so(\\.\\d+)+"));
  }

  /**
   * System and processor as DJL names its natives, as in linux-x86_64.
   *
   * @param architecture the value of the system property os.arch
   */
  String classifier(String architecture) {
    return prefix + "-" + (architecture.equals("amd64") ? "x86_64" : architecture);
  }
}
