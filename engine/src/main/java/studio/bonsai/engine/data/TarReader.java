// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DataReport.Severity;
import studio.bonsai.engine.FileFailure;

/**
 * Lists WebDataset's tars: files that follow each other under the same name up to its first dot are
 * one example, a picture with a {@code .txt}, or a {@code .json} with a caption.
 */
final class TarReader {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TarPictures pictures;
  private final Problems.Tally alone;
  private final Problems.Tally empty;
  private final Problems.Tally longs;

  private int tar;
  private String tarName = "";
  private String key = "";
  private String picture;
  private long begin;
  private int length;
  private String text;
  private String jsonText;

  private TarReader(TarPictures pictures, Problems problems) {
    this.pictures = pictures;
    alone =
        problems.tally(
            Severity.SKIPPED,
            "has no caption in its tar and is left out.",
            "pictures have no caption in their tar and are left out");
    empty =
        problems.tally(
            Severity.SKIPPED,
            "has a caption, but no picture follows in its tar.",
            "captions have no picture in their tar");
    longs =
        problems.tally(
            Severity.SKIPPED,
            "is too large to be read and is left out.",
            "pictures are too large to be read and are left out");
  }

  static CaptionedPictures read(Path path, List<Path> tars, Problems problems, CancelToken cancel) {
    TarPictures pictures = new TarPictures(path, tars);
    TarReader reader = new TarReader(pictures, problems);
    for (Path tar : tars) {
      cancel.throwIfCancelled();
      reader.tarName = tar.getFileName().toString();
      try {
        reader.readTar(tar);
      } catch (IOException | IllegalArgumentException e) {
        problems.add(
            Severity.SKIPPED,
            reader.tarName + " is damaged: " + reason(e) + " What comes before is used.");
      }
      reader.finishExample();
      reader.tar++;
    }
    reader.alone.tell();
    reader.empty.tell();
    reader.longs.tell();
    return pictures;
  }

  private static String reason(Exception e) {
    return e instanceof IOException io ? FileFailure.reason(io) : e.getMessage() + ".";
  }

  private void readTar(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        TarArchiveInputStream in = new TarArchiveInputStream(bytes)) {
      TarArchiveEntry entry = in.getNextEntry();
      while (entry != null) {
        if (entry.isFile() && !entry.isSparse()) {
          long at = in.getBytesRead();
          if (at + entry.getSize() > size) {
            throw new IOException("it ends within " + entry.getName());
          }
          take(entry, at, in);
        }
        entry = in.getNextEntry();
      }
    }
  }

  private void take(TarArchiveEntry entry, long at, InputStream in) throws IOException {
    String name = entry.getName();
    int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    String stem = dot < 0 ? name : name.substring(0, dot);
    if (!stem.equals(key)) {
      finishExample();
      key = stem;
    }
    String ending = PictureNames.ending(name);
    if (PictureNames.isPicture(name)) {
      if (entry.getSize() > BoundedFile.LONGEST) {
        longs.add(tarName + "/" + name);
      } else {
        picture = tarName + "/" + name;
        begin = at;
        length = (int) entry.getSize();
      }
    } else if (ending.equals("txt") || ending.equals("caption")) {
      text = PictureNames.caption(readText(in));
    } else if (ending.equals("json")) {
      jsonText = captionOf(readText(in));
    }
  }

  private static String readText(InputStream in) throws IOException {
    return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private static String captionOf(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      Optional<JsonNode> caption =
          CaptionTable.CAPTIONS.stream().map(root::get).filter(Objects::nonNull).findFirst();
      return caption.map(c -> PictureNames.caption(c.asText())).orElse(null);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void finishExample() {
    String caption = text != null ? text : jsonText;
    if (picture != null && caption != null) {
      pictures.add(tar, picture, begin, length, caption);
    } else if (picture != null) {
      alone.add(picture);
    } else if (text != null) {
      empty.add(tarName + "/" + key);
    }
    picture = null;
    text = null;
    jsonText = null;
    key = "";
  }
}
