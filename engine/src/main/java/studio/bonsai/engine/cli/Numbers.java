// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line, and what is wrong with them in words of use. */
final class Numbers {
  private Numbers() {}

  /** Reads all numbers of a command and its subcommands. */
  static CommandLine readBy(CommandLine command) {
    ITypeConverter<Integer> integers =
        whole(Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE);
    ITypeConverter<Long> longs = whole(Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE);
    ITypeConverter<Double> reals = text -> read(text, Double::valueOf, "is not a number");
    return command
        .registerConverter(Integer.class, integers)
        .registerConverter(int.class, integers)
        .registerConverter(Long.class, longs)
        .registerConverter(long.class, longs)
        .registerConverter(Double.class, reals)
        .registerConverter(double.class, reals);
  }

  private static <T> ITypeConverter<T> whole(Function<String, T> parse, long least, long most) {
    return text ->
        read(
            text,
            parse,
            text.matches("[+-]?\\d+")
                ? "is not within " + least + " to " + most
                : "is not a whole number; write it in digits, as 20");
  }

  private static <T> T read(String text, Function<String, T> parse, String problem) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' " + problem);
    }
  }
}
