// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.math.BigDecimal;
import java.util.function.Function;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;

/** Fields for numbers. */
final class Numbers {
  private final Settings settings;
  private final Texts texts = Texts.of(Numbers.class);

  Numbers(Settings settings) {
    this.settings = settings;
  }

  Field<Integer> whole(String name, int min, int max) {
    return new Field<>(
        settings.text(name, ""), text -> Math.toIntExact(wholeOf(text, min, max)), String::valueOf);
  }

  /** Any whole number that a seed may be. */
  Field<Long> seed(String name) {
    return new Field<>(
        settings.text(name, ""),
        text -> {
          try {
            return Long.valueOf(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(texts.get("bad.seed"), e);
          }
        },
        String::valueOf);
  }

  /** One side of a picture. */
  Field<Integer> side(String name, int max) {
    return new Field<>(
        settings.text(name, ""),
        text -> {
          int side = Math.toIntExact(wholeOf(text, 8, max));
          if (side % 8 != 0) {
            int below = side / 8 * 8;
            throw new IllegalArgumentException(
                texts.get("bad.side", below, Math.min(max, below + 8)));
          }
          return side;
        },
        String::valueOf);
  }

  private long wholeOf(String text, int min, int max) {
    return check(text, Long::valueOf, min, max, "bad.whole").longValue();
  }

  /** Comma and point both divide. */
  Field<Double> decimal(String name, double min, double max) {
    return new Field<>(
        settings.text(name, ""),
        text ->
            check(text.replace(',', '.'), Double::valueOf, min, max, "bad.decimal").doubleValue(),
        Numbers::text);
  }

  private Number check(
      String text, Function<String, Number> read, double min, double max, String sentence) {
    IllegalArgumentException bad = new IllegalArgumentException(texts.get(sentence, min, max));
    Number number;
    try {
      number = read.apply(text);
    } catch (NumberFormatException e) {
      bad.initCause(e);
      throw bad;
    }
    if (!(number.doubleValue() >= min && number.doubleValue() <= max)) {
      throw bad;
    }
    return number;
  }

  /** As short as it can be told: 7.5, 7. */
  static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
