// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.DataReport.Problem;
import studio.bonsai.engine.DataReport.Severity;
import studio.bonsai.engine.EngineException;

/** Opens data of any layout. */
public final class PictureData {
  private PictureData() {}

  /**
   * Pictures with captions, to learn both from. What is broken is left out.
   *
   * @param data a folder, or one tar
   * @throws EngineException when there is nothing to learn from, and why
   */
  public static CaptionedPictures openCaptioned(Path data, CancelToken cancel) {
    CaptionedPictures pictures = openAny(data, cancel);
    if (pictures.layout() == Layout.PHOTOS) {
      pictures.close();
      throw new EngineException(
          data
              + " has pictures but no captions. Put a metadata.csv with the columns file_name and"
              + " text into it, or a .txt of the same name beside each picture.");
    }
    return pictures;
  }

  /**
   * Pictures, whether they have captions or not.
   *
   * @throws EngineException when there are none
   */
  public static CaptionedPictures openAny(Path data, CancelToken cancel) {
    Problems problems = new Problems();
    CaptionedPictures pictures = open(data, problems, cancel);
    if (problems.hasFatal()) {
      pictures.close();
      throw new EngineException(
          problems.list().stream()
              .filter(p -> p.severity() != Severity.NOTE)
              .limit(3)
              .map(Problem::sentence)
              .collect(Collectors.joining(" ")));
    }
    return pictures;
  }

  static CaptionedPictures open(Path data, Problems problems, CancelToken cancel) {
    CaptionedPictures pictures = read(data, problems, cancel);
    if (pictures.size() == 0 && !problems.hasFatal()) {
      problems.add(
          Severity.FATAL,
          "There is no picture to learn from in "
              + data
              + ". Put PNG, JPEG or WebP files into it.");
    }
    return pictures;
  }

  private static CaptionedPictures read(Path data, Problems problems, CancelToken cancel) {
    if (Files.isRegularFile(data) && PictureNames.ending(data.toString()).equals("tar")) {
      return TarReader.read(data, List.of(data), problems, cancel);
    }
    if (!Files.isDirectory(data)) {
      problems.add(
          Severity.FATAL,
          Files.exists(data)
              ? data + " is a file; name the folder that the pictures are in."
              : "There is no folder " + data + ".");
      return new CaptionedFolder(data, Layout.NONE, new PackedTexts(), new PackedTexts());
    }
    FolderListing listing = FolderListing.of(data);
    Problems.Tally unreadable =
        problems.tally(
            Severity.SKIPPED,
            "cannot be looked into; change its permissions.",
            "files and folders cannot be looked into");
    listing.unreadable().forEach(unreadable::add);
    unreadable.tell();
    if (listing.tars().isEmpty()) {
      return FolderReader.read(data, listing, problems);
    }
    if (!listing.pictures().isEmpty()) {
      problems.add(Severity.NOTE, data + " has pictures beside its tars; only the tars are used.");
    }
    return TarReader.read(
        data, listing.tars().stream().map(data::resolve).toList(), problems, cancel);
  }
}
