// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.dreambooth;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.ClipVocabulary;

/**
 * Words that a model has a token for but hardly an idea of: good names for a subject. CLIP numbers
 * its tokens by how often they were seen, the rarest last.
 */
public final class RareWords implements AutoCloseable {
  /** Single tokens of CLIP's vocabulary behind 97 % of it, that mean nothing much. */
  private static final List<String> OF_CLIP = List.of("ohwx", "sks", "shld", "szn");

  /** Of these a small vocabulary has hardly any at a word's end. */
  private static final List<String> LETTERS = List.of("q", "x", "z", "j", "v", "w", "k");

  /** From this part of a vocabulary on, words are rare. */
  private static final double RARE = 0.9;

  /** A vocabulary smaller than this is full of the words that the model was taught. */
  private static final int SMALL = 10_000;

  private final ClipVocabulary vocabulary;
  private final ClipTokenizer tokenizer;

  private RareWords(ClipVocabulary vocabulary, ClipTokenizer tokenizer) {
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
  }

  /**
   * Those of a model.
   *
   * @param folder its tokenizer's
   */
  public static RareWords open(Path folder) {
    return new RareWords(ClipVocabulary.read(folder), ClipTokenizer.open(folder));
  }

  /** The best name that the model has for something new. */
  public String choose() {
    if (vocabulary.ids().size() >= SMALL) {
      return OF_CLIP.stream().filter(this::isRareToken).findFirst().orElse(OF_CLIP.get(0));
    }
    Set<String> used = partsOfMerges();
    return LETTERS.stream()
        .filter(letter -> tokenizer.tokens(letter).length == 1)
        .filter(letter -> !used.contains(letter + "</w>"))
        .findFirst()
        .orElse(OF_CLIP.get(0));
  }

  /** Letters that end words which were frequent enough to be joined. */
  private Set<String> partsOfMerges() {
    Set<String> parts = new HashSet<>();
    vocabulary.merges().forEach(merge -> parts.addAll(List.of(merge.split(" "))));
    return parts;
  }

  private boolean isRareToken(String word) {
    long[] tokens = tokenizer.tokens(word);
    return tokens.length == 1 && tokens[0] >= RARE * tokenizer.vocabularySize();
  }

  /** Whether the model was taught the word: what it knows of it would get in the way. */
  public boolean isCommon(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    long[] tokens = tokenizer.tokens(lower);
    if (tokens.length != 1) {
      return false;
    }
    return vocabulary.ids().size() >= SMALL ? !isRareToken(lower) : !LETTERS.contains(lower);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
