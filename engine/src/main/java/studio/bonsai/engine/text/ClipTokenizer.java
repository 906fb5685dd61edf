// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.runtime.DjlSettings;

/**
 * CLIP's lower-casing byte pair encoding, id for id as transformers' {@code CLIPTokenizerFast}. The
 * slow {@code CLIPTokenizer} differs with the Python around it: without ftfy it puts Chinese
 * characters apart, drops control, private and invisible ones and knows the final sigma; with ftfy
 * it straightens curly quotes, ligatures and wide letters first. On everything else the three
 * agree.
 *
 * <p>Safe for use by several threads.
 */
public final class ClipTokenizer implements AutoCloseable {
  static {
    // The library would else look for a GPU build on the network, and phone home.
    setDefault("RUST_FLAVOR", "cpu");
    setDefault("OPT_OUT_TRACKING", "true");
  }

  private static final Map<String, String> AS_IT_IS =
      Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");

  private final ClipTokenizerConfig config;
  private final HuggingFaceTokenizer tokenizer;
  private final int vocabularySize;
  private final long start;
  private final long end;
  private final long pad;

  /**
   * @throws IllegalArgumentException if a special token is not in the vocabulary
   */
  public ClipTokenizer(ClipVocabulary vocabulary, ClipTokenizerConfig config) {
    this(vocabulary, config, Set.of());
  }

  private ClipTokenizer(ClipVocabulary vocabulary, ClipTokenizerConfig config, Set<String> added) {
    this.config = config;
    vocabularySize = vocabulary.size();
    start = vocabulary.id(config.start());
    end = vocabulary.id(config.end());
    pad = vocabulary.id(config.pad());
    tokenizer = create(json(vocabulary, config, added));
  }

  /**
   * Opens the tokenizer folder of a model in diffusers' layout.
   *
   * @throws EngineException naming the file that is missing or broken
   */
  public static ClipTokenizer open(Path folder) {
    ClipVocabulary vocabulary = ClipVocabulary.read(folder);
    ClipTokenizerConfig config = ClipTokenizerConfig.read(folder);
    Map<String, Integer> added = AddedTokens.read(folder);
    try {
      return new ClipTokenizer(vocabulary.with(added), config, added.keySet());
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          folder.resolve(ClipVocabulary.VOCAB)
              + " does not fit the settings beside it: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  /** All tokens of a text, neither framed by start and end nor cut. */
  public long[] tokens(String text) {
    // Half a surrogate pair has no UTF-8: it becomes a question mark.
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return tokenizer.encode(new String(utf8, StandardCharsets.UTF_8), false, false).getIds();
  }

  /**
   * One chunk: start, the text's tokens as far as they fit, end, padding.
   *
   * @return as many ids as {@link #maxLength()}
   */
  public long[] encode(String text) {
    long[] tokens = tokens(text);
    return chunk(
        Arrays.copyOf(tokens, Math.min(tokens.length, config.maxLength() - 2)), maxLength());
  }

  /** Frames at most length - 2 tokens with start and end and pads them to the length. */
  long[] chunk(long[] tokens, int length) {
    long[] ids = new long[length];
    ids[0] = start;
    System.arraycopy(tokens, 0, ids, 1, tokens.length);
    ids[tokens.length + 1] = end;
    Arrays.fill(ids, tokens.length + 2, length, pad);
    return ids;
  }

  /** Tokens of a chunk, start and end included: 77 for Stable Diffusion. */
  public int maxLength() {
    return config.maxLength();
  }

  /** One more than the largest id. */
  public int vocabularySize() {
    return vocabularySize;
  }

  public long startId() {
    return start;
  }

  public long endId() {
    return end;
  }

  public long padId() {
    return pad;
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private static HuggingFaceTokenizer create(byte[] json) {
    DjlSettings.apply();
    try {
      return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), AS_IT_IS);
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      throw new EngineException("The tokenizer cannot be started: " + e.getMessage(), e);
    }
  }

  /** The tokenizer.json that transformers' CLIPConverter makes of the two older files. */
  private static byte[] json(
      ClipVocabulary vocabulary, ClipTokenizerConfig config, Set<String> added) {
    Map<String, Object> parts =
        Map.of(
            "version",
            "1.0",
            "added_tokens",
            addedTokens(vocabulary, config, added),
            "normalizer",
            normalizer(),
            "pre_tokenizer",
            preTokenizer(),
            "model",
            Map.of(
                "type",
                "BPE",
                "unk_token",
                config.unknown(),
                "continuing_subword_prefix",
                "",
                "end_of_word_suffix",
                "</w>",
                "fuse_unk",
                false,
                "vocab",
                vocabulary.ids(),
                "merges",
                vocabulary.merges()));
    try {
      return new ObjectMapper().writeValueAsBytes(parts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are always JSON", e);
    }
  }

  /** Found before the text is split; all but a padding token of its own regardless of case. */
  private static List<Map<String, Object>> addedTokens(
      ClipVocabulary vocabulary, ClipTokenizerConfig config, Set<String> others) {
    List<String> words = List.of(config.start(), config.end(), config.unknown());
    Set<String> all = new LinkedHashSet<>(words);
    all.addAll(others);
    all.add(config.pad());
    boolean ownPad = !words.contains(config.pad());
    List<Map<String, Object>> added = new ArrayList<>();
    for (String token : all) {
      boolean caseMatters = ownPad && token.equals(config.pad());
      added.add(
          Map.of(
              "id", vocabulary.id(token),
              "content", token,
              "single_word", false,
              "lstrip", false,
              "rstrip", false,
              "normalized", !caseMatters,
              "special", true));
    }
    return added;
  }

  private static Map<String, Object> normalizer() {
    return Map.of(
        "type",
        "Sequence",
        "normalizers",
        List.of(
            Map.of("type", "NFC"),
            Map.of("type", "Replace", "pattern", Map.of("Regex", "\\s+"), "content", " "),
            Map.of("type", "Lowercase")));
  }

  private static Map<String, Object> preTokenizer() {
    String words = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
    return Map.of(
        "type",
        "Sequence",
        "pretokenizers",
        List.of(
            Map.of(
                "type",
                "Split",
                "pattern",
                Map.of("Regex", words),
                "behavior",
                "Removed",
                "invert",
                true),
            Map.of(
                "type", "ByteLevel",
                "add_prefix_space", false,
                "trim_offsets", true,
                "use_regex", true)));
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
