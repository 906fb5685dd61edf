// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * The user's token for a hub, in a file that nobody else may read.
 *
 * @param file holds the token alone
 */
public record TokenFile(Path file) {
  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  /** The token, if there is one. */
  public Optional<String> read() {
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** Keeps a token in place of the last one; an empty one is forgotten. */
  public void write(String token) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      if (token.isBlank()) {
        Files.deleteIfExists(file);
        return;
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(beside);
      Files.createFile(beside, OWNER_ONLY);
      if (OWNER_ONLY.length == 0) {
        closeToOthers(beside.toFile());
      }
      Files.writeString(beside, token.strip() + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EngineException("Cannot write " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** Where the system has no permissions of POSIX, as far as Java can. */
  private static void closeToOthers(File file) throws IOException {
    boolean done = file.setReadable(false, false) && file.setReadable(true, true);
    done = file.setWritable(false, false) && file.setWritable(true, true) && done;
    if (!done && !file.canRead()) {
      throw new IOException("its permissions cannot be set");
    }
  }
}
