// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.prompt;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt whose selection weighs more or less than before, as AUTOMATIC1111's web UI does it with
 * Ctrl and the arrow keys.
 *
 * @param text of the prompt
 * @param begin of what is selected
 * @param end of what is selected
 */
record WeightEdit(String text, int begin, int end) {
  /** How much one press of a key changes. */
  static final double STEP = 0.1;

  private static final double LARGEST = 10;

  /** What ends a word. */
  private static final String ENDS = ".,\\/!?%^*;:{}=`~()[] \r\n\t\"";

  private static final Pattern WEIGHT = Pattern.compile(":\\s*([+-]?\\d*\\.?\\d+)\\s*\\)");

  /**
   * Changes the weight of what is selected; of the brackets or the word round the caret when
   * nothing is.
   *
   * @param by as {@link #STEP}, or its negative
   */
  WeightEdit changed(double by) {
    WeightEdit target = begin == end ? aroundCaret() : trimmed();
    return target.begin == target.end ? this : target.reweighted(by);
  }

  private WeightEdit aroundCaret() {
    int open = text.lastIndexOf('(', begin - 1);
    int closeBefore = text.lastIndexOf(')', begin - 1);
    int close = text.indexOf(')', begin);
    boolean inside = open >= 0 && open > closeBefore && close >= 0 && !isEscaped(open);
    if (inside && text.indexOf('(', begin) >= 0 && text.indexOf('(', begin) < close) {
      inside = false;
    }
    if (inside) {
      Matcher weight = WEIGHT.matcher(text);
      int colon = text.lastIndexOf(':', close);
      boolean weighs = colon > open && weight.find(colon) && weight.start() == colon;
      return new WeightEdit(text, open + 1, weighs ? colon : close);
    }
    return word();
  }

  private boolean isEscaped(int at) {
    return at > 0 && text.charAt(at - 1) == '\\';
  }

  private WeightEdit word() {
    int from = begin;
    while (from > 0 && ENDS.indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    int to = begin;
    while (to < text.length() && ENDS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return new WeightEdit(text, from, to);
  }

  private WeightEdit trimmed() {
    int from = begin;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new WeightEdit(text, from, to);
  }

  private WeightEdit reweighted(double by) {
    Matcher weight = WEIGHT.matcher(text).region(end, text.length());
    boolean bracketed = begin > 0 && text.charAt(begin - 1) == '(' && !isEscaped(begin - 1);
    if (bracketed && weight.lookingAt()) {
      return with(Double.parseDouble(weight.group(1)) + by, begin - 1, weight.end());
    }
    if (bracketed && end < text.length() && text.charAt(end) == ')') {
      return with(1.1 + by, begin - 1, end + 1);
    }
    return with(1 + by, begin, end);
  }

  /** Puts the selection with a weight in the place of what stands there. */
  private WeightEdit with(double weight, int from, int to) {
    double rounded = Math.round(Math.max(0, Math.min(LARGEST, weight)) * 100) / 100.0;
    String words = text.substring(begin, end);
    String head = text.substring(0, from);
    String tail = text.substring(to);
    if (rounded == 1) {
      return new WeightEdit(head + words + tail, from, from + words.length());
    }
    String number = String.format(Locale.ROOT, "%.2f", rounded).replaceAll("0$", "");
    String put = "(" + words + ":" + number + ")";
    return new WeightEdit(head + put + tail, from + 1, from + 1 + words.length());
  }
}
