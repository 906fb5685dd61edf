// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a folder of pictures to learn from holds, and what is wrong with it.
 *
 * @param data the folder or archive
 * @param layout what kind it is
 * @param pictures that can be learned from, as far as was looked at
 * @param captioned how many of them have a caption
 * @param examined how many were decoded for this report, spread evenly
 * @param smallestSide of the examined pictures, in pixels
 * @param problems the gravest first
 */
public record DataReport(
    Path data,
    Layout layout,
    long pictures,
    long captioned,
    long examined,
    OptionalInt smallestSide,
    List<Problem> problems) {
  public DataReport {
    problems = List.copyOf(problems);
  }

  /** How captions lie beside pictures. */
  public enum Layout {
    /** A table {@code metadata.csv} or {@code metadata.jsonl}. */
    TABLE,
    /** One {@code .txt} beside each picture. */
    TEXT_FILES,
    /** WebDataset's tars. */
    TARS,
    /** Pictures alone. */
    PHOTOS,
    /** Nothing to learn from. */
    NONE
  }

  /** How bad it is. */
  public enum Severity {
    /** Training cannot start. */
    FATAL,
    /** Something is left out. */
    SKIPPED,
    /** Good to know. */
    NOTE
  }

  /**
   * @param sentence tells what to do, too
   */
  public record Problem(Severity severity, String sentence) {}

  /** Whether there is anything to learn from. */
  public boolean isUsable() {
    return problems.stream().noneMatch(p -> p.severity() == Severity.FATAL);
  }
}
