// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DataReport;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.DataReport.Severity;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.picture.PictureDecoder;
import studio.bonsai.engine.picture.PictureDecoder.Decoded;

/** Looks through data and decodes a part of its pictures, spread evenly. */
public final class DataInspection {
  private static final int MOST_EXAMINED = 300;

  /** Only as many pixels as tell whether a picture is sound. */
  private static final int SIDE = 64;

  private final Problems problems = new Problems();
  private final Problems.Tally animated =
      problems.tally(
          Severity.NOTE,
          "is animated: its first picture is used.",
          "pictures are animated; the first picture of each is used");
  private final Problems.Tally silent =
      problems.tally(
          Severity.NOTE, "has an empty caption.", "of the examined pictures have an empty caption");
  private int smallest = Integer.MAX_VALUE;
  private long examined;
  private long broken;

  private DataInspection() {}

  /** Everything that is wrong is in the report. */
  public static DataReport of(Path data, CancelToken cancel) {
    return new DataInspection().inspect(data, cancel);
  }

  private DataReport inspect(Path data, CancelToken cancel) {
    try (CaptionedPictures pictures = PictureData.open(data, problems, cancel)) {
      int size = pictures.size();
      int count = Math.min(size, MOST_EXAMINED);
      for (int i = 0; i < count; i++) {
        cancel.throwIfCancelled();
        examine(pictures, (int) ((long) i * size / count));
      }
      animated.tell();
      silent.tell();
      tellOfCount(size);
      boolean captions = pictures.layout() != Layout.PHOTOS;
      return report(data, pictures.layout(), size, captions ? size : 0);
    } catch (EngineException e) {
      problems.add(Severity.FATAL, e.getMessage());
      return report(data, Layout.NONE, 0, 0);
    }
  }

  private DataReport report(Path data, Layout layout, long pictures, long captioned) {
    return new DataReport(
        data,
        layout,
        pictures,
        captioned,
        examined,
        smallest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(smallest),
        problems.list());
  }

  private void examine(CaptionedPictures pictures, int index) {
    examined++;
    String name = pictures.name(index);
    try {
      List<String> captions = pictures.captions(index);
      if (!captions.isEmpty() && captions.stream().allMatch(String::isEmpty)) {
        silent.add(name);
      }
      Decoded decoded = PictureDecoder.decode(name, pictures.bytes(index), SIDE);
      smallest = Math.min(smallest, Math.min(decoded.width(), decoded.height()));
      if (decoded.animated()) {
        animated.add(name);
      }
    } catch (EngineException e) {
      broken++;
      problems.add(Severity.SKIPPED, e.getMessage());
    }
  }

  private void tellOfCount(int size) {
    if (examined > 0 && broken == examined) {
      problems.add(Severity.FATAL, "None of the examined pictures can be read.");
    } else if (size == 1) {
      problems.add(
          Severity.NOTE, "There is one picture only; what learns from it can draw little else.");
    }
  }
}
