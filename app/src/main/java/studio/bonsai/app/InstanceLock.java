// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import studio.bonsai.app.jobs.SpokenFailure;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.EngineException;

/**
 * Held while the studio runs: two of them over the same data would draw each picture of the queue
 * twice. The system lets go of it when the process ends, however it ends.
 */
final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws EngineException when another studio has it, or the folder cannot be written
   */
  static InstanceLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("studio.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw new SpokenFailure(Texts.of(InstanceLock.class).get("open"));
      }
      return new InstanceLock(channel);
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write into "
              + folder
              + ": make it writable, or choose another folder with -Dbonsai.data=FOLDER.",
          e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EngineException("Cannot let go of the studio's lock: " + e.getMessage() + ".", e);
    }
  }
}
