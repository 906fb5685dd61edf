// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two programs, or two threads of one, from writing into the same place. */
public final class PathLock implements AutoCloseable {
  private final FileChannel channel;

  private PathLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param file stays behind, empty: a lock that is deleted could be had twice
   * @param taken what is said when another has it
   * @throws EngineException with those words when another has it
   */
  public static PathLock take(Path file, String taken) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new PathLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it, which is no better.
    }
    channel.close();
    throw new EngineException(taken);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The system takes the lock back at the latest when the program ends.
    }
  }
}
