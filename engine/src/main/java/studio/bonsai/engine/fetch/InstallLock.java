// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import studio.bonsai.engine.EngineException;

/** Keeps two programs, or two threads of one, from installing into the same place. */
public final class InstallLock implements AutoCloseable {
  private final FileChannel channel;

  private InstallLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws EngineException when another has it
   */
  public static InstallLock take(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new InstallLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it, which is no better.
    }
    channel.close();
    throw new EngineException("Another program is installing the same; wait until it is done.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
