// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.bonsai.app.text.Texts;

/**
 * Numbers as AUTOMATIC1111's web UI lets them be typed: {@code 7, 9, 11}, {@code 1-5}, {@code 1-10
 * (+3)}, {@code 1-10 [4]}, and any mixture.
 */
final class NumberList {
  private static final String NUMBER = "([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))";
  private static final Pattern SINGLE = Pattern.compile(NUMBER);
  private static final Pattern RANGE =
      Pattern.compile(
          NUMBER
              + "\\s*-\\s*"
              + NUMBER
              + "\\s*(?:\\(\\s*"
              + NUMBER
              + "\\s*\\)|\\[\\s*(\\d{1,9})\\s*])?");

  private final AxisKind kind;
  private final int most;
  private final Texts texts;
  private final List<BigDecimal> values = new ArrayList<>();

  private NumberList(AxisKind kind, int most, Texts texts) {
    this.kind = kind;
    this.most = most;
    this.texts = texts;
  }

  /**
   * @param most how many values there may be
   * @return the numbers in their shortest form, none twice
   * @throws IllegalArgumentException with a sentence for the user
   */
  static List<String> parse(AxisKind kind, String typed, int most, Texts texts) {
    NumberList list = new NumberList(kind, most, texts);
    for (String part : typed.split(",", -1)) {
      if (!part.isBlank()) {
        list.add(part.strip());
      }
    }
    return list.values.stream()
        .map(v -> v.signum() == 0 ? "0" : v.stripTrailingZeros().toPlainString())
        .distinct()
        .toList();
  }

  private void add(String part) {
    Matcher single = SINGLE.matcher(part);
    Matcher range = RANGE.matcher(part);
    if (single.matches()) {
      put(number(part, part));
    } else if (range.matches()) {
      BigDecimal from = number(range.group(1), part);
      BigDecimal to = number(range.group(2), part);
      if (range.group(4) != null) {
        spread(from, to, Integer.parseInt(range.group(4)), part);
      } else {
        BigDecimal step =
            range.group(3) == null
                ? BigDecimal.valueOf(to.compareTo(from) < 0 ? -1 : 1)
                : number(range.group(3), part);
        walk(from, to, step, part);
      }
    } else {
      throw new IllegalArgumentException(texts.get("bad.number", part));
    }
  }

  private BigDecimal number(String text, String part) {
    BigDecimal number = new BigDecimal(text);
    if (kind.form() == AxisKind.Form.WHOLE && number.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(texts.get("bad.whole", part));
    }
    return number;
  }

  private void put(BigDecimal number) {
    if (number.doubleValue() < kind.least() || number.doubleValue() > kind.most()) {
      throw new IllegalArgumentException(
          texts.get(
              "bad.range",
              number.toPlainString(),
              BigDecimal.valueOf(kind.least()).stripTrailingZeros().toPlainString(),
              BigDecimal.valueOf(kind.most()).stripTrailingZeros().toPlainString()));
    }
    if (values.size() >= most) {
      throw new IllegalArgumentException(texts.get("bad.many", most));
    }
    values.add(number);
  }

  private void walk(BigDecimal from, BigDecimal to, BigDecimal step, String part) {
    int direction = to.compareTo(from);
    if (step.signum() == 0 || (direction != 0 && step.signum() != direction)) {
      throw new IllegalArgumentException(texts.get("bad.step", part));
    }
    for (BigDecimal v = from; v.compareTo(to) * step.signum() <= 0; v = v.add(step)) {
      put(v);
    }
  }

  /** Whole numbers are cut, as the web UI does. */
  private void spread(BigDecimal from, BigDecimal to, int count, String part) {
    if (count < 1) {
      throw new IllegalArgumentException(texts.get("bad.count", part));
    }
    boolean whole = kind.form() == AxisKind.Form.WHOLE;
    for (int i = 0; i < count; i++) {
      BigDecimal share =
          to.subtract(from)
              .multiply(BigDecimal.valueOf(i))
              .divide(BigDecimal.valueOf(Math.max(1, count - 1)), 9, RoundingMode.HALF_EVEN);
      put(
          from.add(share)
              .setScale(whole ? 0 : 4, whole ? RoundingMode.DOWN : RoundingMode.HALF_EVEN));
    }
  }
}
