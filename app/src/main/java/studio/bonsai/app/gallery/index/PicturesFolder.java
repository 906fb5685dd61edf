// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The picture files of a folder and of the folders in it. */
final class PicturesFolder {
  private PicturesFolder() {}

  /** Where the gallery keeps what is not for eyes. */
  static Path hidden(Path pictures) {
    return pictures.resolve(".bonsai");
  }

  static boolean isPicture(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".png");
  }

  /** All pictures, those in the bin too; none when there is no such folder. */
  static Map<Path, FileStamp> list(Path pictures) throws IOException {
    Map<Path, FileStamp> found = new HashMap<>();
    if (Files.isDirectory(pictures)) {
      Files.walkFileTree(
          pictures,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Visitor(pictures, found));
    }
    return found;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path pictures;
    private final Map<Path, FileStamp> found;

    Visitor(Path pictures, Map<Path, FileStamp> found) {
      this.pictures = pictures;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean foreign =
          !folder.equals(pictures)
              && !folder.equals(hidden(pictures))
              && folder.getFileName().toString().startsWith(".");
      return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isPicture(file)) {
        found.put(file, FileStamp.of(attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    /** A folder without permission, or a file that has just gone, is left out. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
