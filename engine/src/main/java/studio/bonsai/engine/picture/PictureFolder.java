// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.Folders;

/**
 * A folder that pictures are added to under running numbers, as {@code 00042-SEED.png}. Nothing in
 * it is ever overwritten, by however many programs at once: a number belongs to who first creates
 * its {@code .00042.part}, and the finished file is moved out of that in one step.
 */
public final class PictureFolder {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{5,9})\\D.*");

  private final Path folder;
  private int next = 1;

  /** The folder, made when missing. */
  public PictureFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw complaint(folder, e);
    }
  }

  /** Fails with a sentence when no file could be added. */
  public void checkWritable() {
    try {
      Files.delete(Files.createTempFile(folder, ".", ".part"));
    } catch (IOException e) {
      throw complaint(folder, e);
    }
  }

  /**
   * Adds a file under the next free number.
   *
   * @param label stands behind the number, as the picture's seed
   * @return where it lies
   */
  public Path add(String label, byte[] bytes) {
    try {
      while (true) {
        next = Math.max(next, highestNumber() + 1);
        Optional<Path> written = addAs(next++, label, bytes);
        if (written.isPresent()) {
          return written.get();
        }
      }
    } catch (IOException e) {
      throw complaint(folder, e);
    }
  }

  /** Empty when another program has or had that number. */
  private Optional<Path> addAs(int number, String label, byte[] bytes) throws IOException {
    Path part = folder.resolve(String.format(Locale.ROOT, ".%05d.part", number));
    if (!create(part)) {
      return Optional.empty();
    }
    try {
      // Whoever had the number may have finished between our look and our claim.
      if (highestNumber() >= number) {
        return Optional.empty();
      }
      Path target = folder.resolve(String.format(Locale.ROOT, "%05d-%s.png", number, label));
      Files.write(part, bytes);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Makes the folder of a file of the user's choice.
   *
   * @throws EngineException when that cannot be, nothing can be written there, or the file exists
   */
  public static void prepare(Path file) {
    new PictureFolder(file.toAbsolutePath().getParent()).checkWritable();
    if (Files.exists(file)) {
      throw inTheWay(file);
    }
  }

  private static Path folderOf(Path file) {
    return new PictureFolder(file.toAbsolutePath().getParent()).folder;
  }

  private static EngineException inTheWay(Path file) {
    return new EngineException(file + " exists already; name another file.");
  }

  /** Writes a file of the user's choice, unless it exists. */
  public static void write(Path file, byte[] bytes) {
    Path folder = folderOf(file);
    Path part =
        folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      if (!create(file)) {
        throw inTheWay(file);
      }
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw complaint(folder, e);
    }
  }

  private static boolean create(Path part) throws IOException {
    try {
      Files.newByteChannel(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private int highestNumber() throws IOException {
    return Folders.list(folder).stream()
        .map(f -> NUMBERED.matcher(f.getFileName().toString()))
        .filter(Matcher::matches)
        .mapToInt(m -> Integer.parseInt(m.group(1)))
        .max()
        .orElse(0);
  }

  /** What to do about a folder that does not take a file. */
  static EngineException complaint(Path folder, IOException e) {
    String message = String.valueOf(e.getMessage());
    Optional<Path> file = fileInTheWay(folder);
    if (file.isPresent()) {
      return new EngineException(file.get() + " is a file, not a folder; name another folder.", e);
    }
    if (e instanceof AccessDeniedException) {
      return new EngineException(
          "No permission to write into " + folder + "; name another folder.", e);
    }
    if (message.contains("No space left") || message.contains("not enough space")) {
      return new EngineException(
          "The disk of " + folder + " is full; make room or name another folder.", e);
    }
    // So do folders that are no real ones, as those of Linux's processes, even to the superuser.
    boolean takesNoFiles = e instanceof NoSuchFileException && Files.isDirectory(folder);
    if (takesNoFiles || message.contains("Read-only file system")) {
      return new EngineException(folder + " cannot be written to; name another folder.", e);
    }
    return new EngineException("Cannot write into " + folder + ": " + FileFailure.reason(e), e);
  }

  /** What stands where the folder, or one that it lies in, should be. */
  private static Optional<Path> fileInTheWay(Path folder) {
    return Stream.iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(Files::exists)
        .findFirst()
        .filter(found -> !Files.isDirectory(found));
  }
}
