// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Replaces a file only by a complete one: written beside it, forced to disk, then moved. */
public final class AtomicFile {
  private static final System.Logger LOG = System.getLogger(AtomicFile.class.getName());

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /** Writes bytes as {@link #write(Path, Content)} does. */
  public static void write(Path file, byte[] bytes) {
    ByteBuffer content = ByteBuffer.wrap(bytes);
    write(
        file,
        channel -> {
          while (content.hasRemaining()) {
            channel.write(content);
          }
        });
  }

  /**
   * Writes a file whole or leaves what was there.
   *
   * @throws EngineException when the folder is not writable or the disk is full
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      move(beside, target);
    } catch (IOException e) {
      throw new EngineException("Cannot write " + file + ": " + FileFailure.reason(e), e);
    } finally {
      remove(beside);
    }
  }

  /**
   * Puts a file or folder into its place, in one step where the disk knows how.
   *
   * @throws IOException when it stays where it was
   */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void remove(Path temporary) {
    if (!Files.exists(temporary)) {
      return;
    }
    try {
      Files.delete(temporary);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot remove " + temporary, e);
    }
  }
}
