// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.bonsai.engine.TokenCount;

/**
 * Cuts a weighted prompt into pieces that a text encoder can take: full chunks of its length less
 * two, each framed by start and end, the last one padded.
 */
public final class PromptChunks {
  /** Some 850 chunks of Stable Diffusion; a prompt beyond is a mistake. */
  public static final int MAX_TOKENS = 1 << 16;

  private static final int MAX_CHARACTERS = 1 << 20;

  private final ClipTokenizer tokenizer;
  private final int length;

  /**
   * @param length tokens of a chunk, start and end included
   */
  public PromptChunks(ClipTokenizer tokenizer, int length) {
    if (length < 3) {
      throw new IllegalArgumentException("a chunk has 3 tokens or more, got " + length);
    }
    this.tokenizer = tokenizer;
    this.length = length;
  }

  /**
   * The prompt's length, for those who write it.
   *
   * @throws IllegalArgumentException as {@link #split}
   */
  public TokenCount count(String prompt) {
    List<Chunk> chunks = split(prompt);
    int tokens = chunks.stream().mapToInt(Chunk::tokens).sum();
    return new TokenCount(tokens, chunks.size(), chunks.size() * (length - 2));
  }

  /**
   * Cuts a prompt, weights and all.
   *
   * @return one chunk or more
   * @throws IllegalArgumentException if the prompt has more than {@link #MAX_TOKENS}, or as {@link
   *     PromptSyntax#parse}
   */
  List<Chunk> split(String prompt) {
    List<Tokens> sections = sections(prompt);
    int last = sections.size() - 1;
    if (last > 0 && sections.get(last).ids.length == 0) {
      sections.remove(last);
    }
    List<Chunk> chunks = new ArrayList<>();
    sections.forEach(section -> cut(section, chunks));
    return chunks;
  }

  /** What stands between the prompt's BREAKs. */
  private List<Tokens> sections(String prompt) {
    if (prompt.length() > MAX_CHARACTERS) {
      throw tooLong(prompt.length() + " characters; at most " + MAX_CHARACTERS);
    }
    List<Tokens> sections = new ArrayList<>();
    int tokens = 0;
    for (List<WeightedText> section : PromptSyntax.parse(prompt)) {
      Tokens found = tokens(section);
      sections.add(found);
      tokens += found.ids.length;
      if (tokens > MAX_TOKENS) {
        throw tooLong("more than " + MAX_TOKENS + " tokens; at most so many");
      }
    }
    return sections;
  }

  /** What fills up the shorter one of two prompts. */
  Chunk empty() {
    return chunk(new long[0], new float[0]);
  }

  private void cut(Tokens section, List<Chunk> chunks) {
    int begin = 0;
    do {
      int end = Math.min(begin + length - 2, section.ids.length);
      chunks.add(
          chunk(
              Arrays.copyOfRange(section.ids, begin, end),
              Arrays.copyOfRange(section.weights, begin, end)));
      begin = end;
    } while (begin < section.ids.length);
  }

  private Chunk chunk(long[] tokens, float[] tokenWeights) {
    float[] weights = new float[length];
    Arrays.fill(weights, 1);
    System.arraycopy(tokenWeights, 0, weights, 1, tokenWeights.length);
    return new Chunk(tokenizer.chunk(tokens, length), weights, tokens.length);
  }

  /** Each stretch is tokenised by itself, as AUTOMATIC1111 does. */
  private Tokens tokens(List<WeightedText> section) {
    List<long[]> ids = section.stream().map(part -> tokenizer.tokens(part.text())).toList();
    float[] weights = new float[ids.stream().mapToInt(part -> part.length).sum()];
    int end = 0;
    for (int i = 0; i < ids.size(); i++) {
      int begin = end;
      end += ids.get(i).length;
      Arrays.fill(weights, begin, end, (float) section.get(i).weight());
    }
    return new Tokens(ids.stream().flatMapToLong(Arrays::stream).toArray(), weights);
  }

  private static IllegalArgumentException tooLong(String what) {
    return new IllegalArgumentException("The prompt has " + what + " are read. Shorten it.");
  }

  /** Tokens of a section and their weights. */
  private static final class Tokens {
    final long[] ids;
    final float[] weights;

    Tokens(long[] ids, float[] weights) {
      this.ids = ids;
      this.weights = weights;
    }
  }

  /** One input of the text encoder, framed and padded. Equal when it is encoded equally. */
  static final class Chunk {
    private final long[] ids;
    private final float[] weights;
    private final int tokens;

    Chunk(long[] ids, float[] weights, int tokens) {
      this.ids = ids;
      this.weights = weights;
      this.tokens = tokens;
    }

    long[] ids() {
      return ids;
    }

    /** As many as ids; 1 at start, end and padding. */
    float[] weights() {
      return weights;
    }

    /** Tokens of the prompt among the ids. */
    int tokens() {
      return tokens;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Chunk chunk
          && Arrays.equals(ids, chunk.ids)
          && Arrays.equals(weights, chunk.weights);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(ids) + Arrays.hashCode(weights);
    }

    boolean isWeighted() {
      for (float weight : weights) {
        if (weight != 1) {
          return true;
        }
      }
      return false;
    }
  }
}
