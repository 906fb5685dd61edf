// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.engine.Folders;

/**
 * Deleted pictures, in a hidden folder within the pictures' own: moving there is one step of the
 * file system. Each lies under the time of its deletion as it lay before, as {@code
 * .bonsai/bin/1700000000000/holiday/00042-7.png}: the folder itself tells all that undoing needs.
 */
public final class Bin {
  private static final Logger LOG = LoggerFactory.getLogger(Bin.class);

  private final Path pictures;
  private final Path folder;

  public Bin(Path pictures) {
    this.pictures = pictures;
    folder = PicturesFolder.hidden(pictures).resolve("bin");
  }

  /** When a file was deleted; empty for one that is not in the bin. */
  OptionalLong time(Path file) {
    if (!file.startsWith(folder) || file.getNameCount() < folder.getNameCount() + 2) {
      return OptionalLong.empty();
    }
    return millis(file.getName(folder.getNameCount()));
  }

  private static OptionalLong millis(Path name) {
    try {
      return OptionalLong.of(Long.parseLong(name.toString()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Moves a picture into the bin and tells its place there. */
  public Path put(Path file, Instant when) throws IOException {
    Path place = folder.resolve(Long.toString(when.toEpochMilli())).resolve(relative(file));
    return FreeNames.move(file, place);
  }

  private Path relative(Path file) {
    return file.startsWith(pictures) ? pictures.relativize(file) : file.getFileName();
  }

  /** Moves a picture back to where it lay, beside what lies there now. */
  Path restore(Path binned) throws IOException {
    int above = folder.getNameCount() + 1;
    Path original = pictures.resolve(binned.subpath(above, binned.getNameCount()));
    Path restored = FreeNames.move(binned, original);
    removeEmptyFolders(binned.getParent());
    return restored;
  }

  /** The picture is back in any case. */
  private void removeEmptyFolders(Path from) {
    try {
      for (Path at = from; at.startsWith(folder) && !at.equals(folder); at = at.getParent()) {
        if (!Folders.list(at).isEmpty()) {
          return;
        }
        Files.delete(at);
      }
    } catch (IOException e) {
      LOG.debug("an empty folder stays in the bin", e);
    }
  }

  /** Deletes for good what was deleted before a time. */
  void expire(Instant before) throws IOException {
    delete(millis -> millis < before.toEpochMilli());
  }

  /** Deletes all for good. */
  void empty() throws IOException {
    delete(millis -> true);
  }

  private void delete(LongPredicate which) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path deletion : Folders.list(folder)) {
      OptionalLong when = millis(deletion.getFileName());
      if (when.isPresent() && which.test(when.getAsLong())) {
        Folders.delete(deletion);
      }
    }
  }
}
