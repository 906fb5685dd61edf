// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.DataReport.Severity;

/** Finds out how a folder's captions lie, and tells what does not fit together. */
final class FolderReader {
  private final Path folder;
  private final FolderListing listing;
  private final Problems problems;
  private final PackedTexts names = new PackedTexts();
  private final PackedTexts captions = new PackedTexts();

  private FolderReader(Path folder, FolderListing listing, Problems problems) {
    this.folder = folder;
    this.listing = listing;
    this.problems = problems;
  }

  static CaptionedPictures read(Path folder, FolderListing listing, Problems problems) {
    FolderReader reader = new FolderReader(folder, listing, problems);
    return new CaptionedFolder(folder, reader.read(), reader.names, reader.captions);
  }

  private Layout read() {
    if (!listing.tables().isEmpty()) {
      readTables();
      return Layout.TABLE;
    }
    return readTexts();
  }

  private void readTables() {
    Problems.Tally missing =
        problems.tally(
            Severity.SKIPPED,
            "has a caption, but there is no such picture.",
            "captions name a picture that is not there");
    Problems.Tally strange =
        problems.tally(
            Severity.SKIPPED,
            "lies outside of the folder and is left out.",
            "pictures lie outside of the folder and are left out");
    for (String table : usedTables()) {
      String prefix = table.substring(0, table.lastIndexOf('/') + 1);
      CaptionTable.read(
          folder.resolve(table),
          table,
          (file, texts) -> {
            String name = (prefix + file).replace('\\', '/');
            if (isOutside(name)) {
              strange.add(file);
            } else if (Files.isRegularFile(folder.resolve(name))) {
              names.add(name);
              captions.add(String.join("\n", texts));
            } else {
              missing.add(name);
            }
          },
          problems);
    }
    missing.tell();
    strange.tell();
    compareWithPictures();
  }

  private boolean isOutside(String name) {
    try {
      return !folder.resolve(name).normalize().startsWith(folder.normalize());
    } catch (java.nio.file.InvalidPathException e) {
      return true;
    }
  }

  /** Of two tables in one folder the first. */
  private List<String> usedTables() {
    List<String> used = new ArrayList<>();
    for (String table : listing.tables()) {
      if (!used.isEmpty()
          && PictureNames.stem(used.get(used.size() - 1)).equals(PictureNames.stem(table))) {
        problems.add(
            Severity.NOTE,
            table + " is not used: " + used.get(used.size() - 1) + " lies beside it.");
      } else {
        used.add(table);
      }
    }
    return used;
  }

  /** By hashes of the names: of two million pictures a set of texts would fill the memory. */
  private void compareWithPictures() {
    long[] listed = new long[names.size()];
    for (int i = 0; i < listed.length; i++) {
      listed[i] = Draws.hash(names.get(i));
    }
    long[] sorted = listed.clone();
    Arrays.sort(sorted);
    Problems.Tally alone =
        problems.tally(
            Severity.SKIPPED,
            "has no caption and is left out; add it to " + listing.tables().get(0) + ".",
            "pictures have no caption in " + listing.tables().get(0) + " and are left out");
    for (String picture : listing.pictures()) {
      if (Arrays.binarySearch(sorted, Draws.hash(picture)) < 0) {
        alone.add(picture);
      }
    }
    alone.tell();
    Problems.Tally twice =
        problems.tally(
            Severity.NOTE,
            "is listed more than once; each row counts.",
            "rows name a picture that an earlier row named; each row counts");
    Set<Long> repeated = new HashSet<>();
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        repeated.add(sorted[i]);
      }
    }
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < listed.length; i++) {
      if (repeated.contains(listed[i]) && !seen.add(listed[i])) {
        twice.add(names.get(i));
      }
    }
    twice.tell();
  }

  private Layout readTexts() {
    Set<String> stems = new HashSet<>();
    listing.texts().forEach(text -> stems.add(PictureNames.stem(text)));
    List<String> captioned =
        listing.pictures().stream().filter(p -> stems.contains(PictureNames.stem(p))).toList();
    if (captioned.isEmpty()) {
      listing.pictures().forEach(names::add);
      return Layout.PHOTOS;
    }
    captioned.forEach(names::add);
    tellOfTexts(stems, captioned);
    return Layout.TEXT_FILES;
  }

  private void tellOfTexts(Set<String> stems, List<String> captioned) {
    Problems.Tally alone =
        problems.tally(
            Severity.SKIPPED,
            "has no caption and is left out; write one into a .txt of the same name.",
            "pictures have no .txt beside them and are left out");
    listing.pictures().stream()
        .filter(p -> !stems.contains(PictureNames.stem(p)))
        .forEach(alone::add);
    alone.tell();
    Problems.Tally shared =
        problems.tally(
            Severity.NOTE,
            "shares its caption with another picture of the same name.",
            "pictures share their caption with another of the same name");
    Set<String> used = new HashSet<>();
    captioned.stream().filter(p -> !used.add(PictureNames.stem(p))).forEach(shared::add);
    shared.tell();
    Problems.Tally empty =
        problems.tally(
            Severity.SKIPPED,
            "has no picture of the same name beside it.",
            "captions have no picture of the same name beside them");
    listing.texts().stream().filter(t -> !used.contains(PictureNames.stem(t))).forEach(empty::add);
    empty.tell();
  }
}
