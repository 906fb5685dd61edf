// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import studio.bonsai.engine.PromptStretch;

/**
 * The prompt weights that AUTOMATIC1111's web UI made common.
 *
 * <ul>
 *   <li>{@code (text)} weighs 1.1 times as much, {@code ((text))} 1.21 times
 *   <li>{@code [text]} weighs 1.1 times less
 *   <li>{@code (text:1.3)} weighs 1.3 times as much; weights of nested brackets multiply
 *   <li>{@code \( \) \[ \] \\} stand for themselves
 *   <li>{@code BREAK}, in capitals and a word of its own, starts a new chunk
 *   <li>a bracket that nobody closes reaches to the prompt's end; one that nobody opened is text
 * </ul>
 *
 * Two oddities of the original are not followed: there a {@code BREAK} inside brackets is an
 * ordinary word, and a weight such as {@code 1.2.3} an error (here it is text).
 */
public final class PromptSyntax {
  private static final double ROUND = 1.1;
  private static final double SQUARE = 1 / 1.1;

  /** Nobody nests deeper on purpose: 1.1 to the hundredth is 13,781. */
  private static final int DEEPEST = 100;

  private static final String SIGNS = "\\()[]:";
  private static final Pattern BREAK = Pattern.compile("(?U)\\bBREAK\\b");

  /** Possessive throughout: a hostile prompt must not make it try twice. */
  private static final Pattern WEIGHT =
      Pattern.compile("(?U):\\s*+([+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++))\\s*+\\)");

  private final String prompt;
  private int position;
  private final List<String> texts = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /** Where each text begins in the prompt. */
  private final List<Integer> begins = new ArrayList<>();

  /** Indices into texts at which a section after a BREAK begins. */
  private final List<Integer> breaks = new ArrayList<>();

  private final Deque<Integer> round = new ArrayDeque<>();
  private final Deque<Integer> square = new ArrayDeque<>();

  private PromptSyntax(String prompt) {
    this.prompt = prompt;
  }

  /**
   * Splits a prompt at its BREAKs, and each section into stretches of one weight.
   *
   * @return at least one section; a section without text is an empty list
   * @throws IllegalArgumentException if brackets nest too deeply or a weight is too large
   */
  public static List<List<WeightedText>> parse(String prompt) {
    PromptSyntax syntax = new PromptSyntax(prompt);
    syntax.read();
    return syntax.sections();
  }

  /**
   * Where a prompt's words stand and how much they weigh, in their order; brackets, weights and
   * BREAKs are between them.
   *
   * @throws IllegalArgumentException as {@link #parse}
   */
  public static List<PromptStretch> stretches(String prompt) {
    PromptSyntax syntax = new PromptSyntax(prompt);
    syntax.read();
    return IntStream.range(0, syntax.texts.size())
        .filter(i -> !syntax.texts.get(i).isEmpty())
        .mapToObj(syntax::stretch)
        .toList();
  }

  private PromptStretch stretch(int i) {
    int begin = begins.get(i);
    return new PromptStretch(begin, begin + texts.get(i).length(), weights.get(i));
  }

  private void read() {
    while (position < prompt.length()) {
      switch (prompt.charAt(position)) {
        case '\\' -> escape();
        case '(' -> open(round);
        case '[' -> open(square);
        case ')' -> close(round, ROUND);
        case ']' -> close(square, SQUARE);
        case ':' -> colon();
        default -> words();
      }
    }
    round.forEach(start -> multiply(start, ROUND));
    square.forEach(start -> multiply(start, SQUARE));
  }

  private void escape() {
    position++;
    boolean escapes = position < prompt.length() && "()[]\\".indexOf(prompt.charAt(position)) >= 0;
    if (escapes) {
      literal();
    }
  }

  /** One character that stands for itself. */
  private void literal() {
    add(prompt.substring(position, position + 1), position);
    position++;
  }

  private void open(Deque<Integer> brackets) {
    if (round.size() + square.size() == DEEPEST) {
      throw new IllegalArgumentException(
          "The prompt's brackets nest more than "
              + DEEPEST
              + " deep; write \\( and \\[ for brackets that are text.");
    }
    brackets.push(texts.size());
    position++;
  }

  private void close(Deque<Integer> brackets, double factor) {
    if (brackets.isEmpty()) {
      literal();
    } else {
      multiply(brackets.pop(), factor);
      position++;
    }
  }

  /** Either the weight of the round bracket that closes here, or a colon. */
  private void colon() {
    Matcher weight = WEIGHT.matcher(prompt).region(position, prompt.length());
    if (!weight.lookingAt()) {
      literal();
    } else if (round.isEmpty()) {
      add(weight.group(), position);
      position = weight.end();
    } else {
      multiply(round.pop(), Double.parseDouble(weight.group(1)));
      position = weight.end();
    }
  }

  private void words() {
    int end = position;
    while (end < prompt.length() && SIGNS.indexOf(prompt.charAt(end)) < 0) {
      end++;
    }
    int begin = position;
    for (Matcher found = BREAK.matcher(prompt).region(position, end); found.find(); ) {
      part(begin, found.start(), begin > position, true);
      begin = found.end();
      breaks.add(texts.size());
    }
    part(begin, end, begin > position, false);
    position = end;
  }

  /** Words without the spaces that stood beside a BREAK. */
  private void part(int begin, int end, boolean afterBreak, boolean beforeBreak) {
    String whole = prompt.substring(begin, end);
    String text = afterBreak ? whole.stripLeading() : whole;
    int skipped = whole.length() - text.length();
    add(beforeBreak ? text.stripTrailing() : text, begin + skipped);
  }

  private void add(String text, int begin) {
    texts.add(text);
    weights.add(1.0);
    begins.add(begin);
  }

  private void multiply(int start, double factor) {
    for (int i = start; i < weights.size(); i++) {
      weights.set(i, weights.get(i) * factor);
    }
  }

  private List<List<WeightedText>> sections() {
    List<List<WeightedText>> sections = new ArrayList<>();
    int begin = 0;
    for (int end : breaks) {
      sections.add(section(begin, end));
      begin = end;
    }
    sections.add(section(begin, texts.size()));
    return List.copyOf(sections);
  }

  /** Joins neighbours of equal weight: words are tokenised whole. */
  private List<WeightedText> section(int begin, int end) {
    List<WeightedText> section = new ArrayList<>();
    int i = begin;
    while (i < end) {
      StringBuilder text = new StringBuilder();
      double weight = weights.get(i);
      while (i < end && weights.get(i) == weight) {
        text.append(texts.get(i));
        i++;
      }
      if (text.length() > 0) {
        section.add(new WeightedText(text.toString(), weight));
      }
    }
    return List.copyOf(section);
  }
}
