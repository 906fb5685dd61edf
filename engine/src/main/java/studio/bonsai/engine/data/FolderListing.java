// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * What lies in a folder and its folders, by names relative to it with {@code /}, sorted; hidden
 * files are left out.
 *
 * @param tables files {@code metadata.csv} and {@code metadata.jsonl}
 * @param unreadable what could not be looked into
 */
record FolderListing(
    List<String> pictures,
    List<String> texts,
    List<String> tars,
    List<String> tables,
    List<String> unreadable) {
  private static final int DEEPEST = 16;

  static FolderListing of(Path folder) {
    FolderListing listing =
        new FolderListing(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return !dir.equals(folder) && isHidden(dir)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !isHidden(file)) {
                listing.add(relative(folder, file));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              listing.unreadable.add(relative(folder, file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
    listing.sort();
    return listing;
  }

  private void sort() {
    Collections.sort(pictures);
    Collections.sort(texts);
    Collections.sort(tars);
    Collections.sort(tables);
    Collections.sort(unreadable);
  }

  private void add(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (file.equals("metadata.csv") || file.equals("metadata.jsonl")) {
      tables.add(name);
    } else if (PictureNames.isPicture(file)) {
      pictures.add(name);
    } else if (PictureNames.ending(file).equals("txt")) {
      texts.add(name);
    } else if (PictureNames.ending(file).equals("tar")) {
      tars.add(name);
    }
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("__MACOSX");
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
