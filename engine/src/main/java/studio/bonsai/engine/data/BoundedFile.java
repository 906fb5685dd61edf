// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/** Reads pictures' files, but none that would exhaust the memory. */
final class BoundedFile {
  static final long LONGEST = 256L << 20;

  private BoundedFile() {}

  static byte[] read(Path file, String name) {
    try {
      check(name, Files.size(file));
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new EngineException(name + " is gone; put it back or take it out of the list.", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + name + ": " + FileFailure.reason(e), e);
    }
  }

  static void check(String name, long length) {
    if (length > LONGEST) {
      throw new EngineException(
          name + " is a file of " + (length >> 20) + " MiB; save the picture smaller.");
    }
  }
}
