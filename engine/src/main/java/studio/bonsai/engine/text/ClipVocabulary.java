// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * The byte pair encoding of a tokenizer folder: {@code vocab.json} and {@code merges.txt}.
 *
 * @param ids token to id; ids are unique and not negative
 * @param merges "left right" in order of priority; both parts and their union are tokens
 */
public record ClipVocabulary(Map<String, Integer> ids, List<String> merges) {
  static final String VOCAB = "vocab.json";
  static final String MERGES = "merges.txt";
  static final String START = "<|startoftext|>";
  static final String END = "<|endoftext|>";

  /** More than any CLIP vocabulary has, and few enough to hold in memory without a thought. */
  private static final long LARGEST_FILE = 64L << 20;

  private static final String AGAIN = " Download the model again.";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  public ClipVocabulary {
    ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    merges = List.copyOf(merges);
    checkIds(ids);
    for (int i = 0; i < merges.size(); i++) {
      checkMerge(ids, merges.get(i), i + 1);
    }
  }

  /** CLIP's own 49,408 tokens, which Stable Diffusion v1 and v2 both use. */
  public static ClipVocabulary standard() {
    return Standard.VOCABULARY;
  }

  /**
   * Reads the two files of a tokenizer folder.
   *
   * @throws EngineException naming the file that is missing or broken
   */
  public static ClipVocabulary read(Path folder) {
    Path vocab = folder.resolve(VOCAB);
    Map<String, Integer> ids = readIds(vocab);
    try {
      checkIds(ids);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          vocab + " is not a token vocabulary: " + e.getMessage() + "." + AGAIN, e);
    }
    Path merges = folder.resolve(MERGES);
    try {
      return new ClipVocabulary(ids, mergesOf(readText(merges)));
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          merges + " does not fit " + VOCAB + " beside it: " + e.getMessage() + "." + AGAIN, e);
    }
  }

  /** Writes {@code vocab.json} and {@code merges.txt} the way transformers reads them. */
  public void write(Path folder) {
    try {
      writeFile(folder.resolve(VOCAB), JSON.writeValueAsString(ids));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are always JSON", e);
    }
    writeFile(folder.resolve(MERGES), "#version: 0.2\n" + String.join("\n", merges) + "\n");
  }

  /** The same vocabulary with tokens that were added to it later. */
  ClipVocabulary with(Map<String, Integer> added) {
    if (ids.entrySet().containsAll(added.entrySet())) {
      return this;
    }
    Map<String, Integer> all = new LinkedHashMap<>(ids);
    all.putAll(added);
    return new ClipVocabulary(all, merges);
  }

  /** One more than the largest id. */
  int size() {
    return Collections.max(ids.values()) + 1;
  }

  /** The id of a token, or an error that names it. */
  int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException("there is no token " + token);
    }
    return id;
  }

  private static Map<String, Integer> readIds(Path file) {
    String text = readText(file);
    try {
      Map<String, Integer> ids = JSON.readValue(text, new TypeReference<>() {});
      if (ids == null || ids.containsValue(null)) {
        throw new EngineException(file + " is not a token vocabulary: an id is missing." + AGAIN);
      }
      return ids;
    } catch (JsonProcessingException e) {
      throw new EngineException(
          file
              + " is not a token vocabulary (a JSON object of ids): "
              + FileFailure.reason(e)
              + AGAIN,
          e);
    }
  }

  static String readText(Path file) {
    try {
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw new EngineException(
            file + " holds " + size + " bytes, too many for a file of a tokenizer." + AGAIN);
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new EngineException(
          "There is no " + file + ", which the tokenizer of the model needs." + AGAIN, e);
    } catch (CharacterCodingException e) {
      throw new EngineException(file + " is not text in UTF-8." + AGAIN, e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  static void writeFile(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> mergesOf(String text) {
    List<String> merges = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.isEmpty() && !line.startsWith("#version")) {
        merges.add(line);
      }
    }
    return merges;
  }

  private static void checkIds(Map<String, Integer> ids) {
    boolean[] seen = new boolean[2 * ids.size() + 1];
    for (Map.Entry<String, Integer> entry : ids.entrySet()) {
      int id = entry.getValue();
      if (id < 0 || id >= seen.length || seen[id]) {
        throw new IllegalArgumentException(
            "the id " + id + " of token " + entry.getKey() + " is taken or out of range");
      }
      seen[id] = true;
    }
  }

  private static void checkMerge(Map<String, Integer> ids, String merge, int number) {
    int space = merge.indexOf(' ');
    String right = merge.substring(space + 1);
    if (space < 1 || right.isEmpty() || right.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("merge " + number + " is not two tokens: " + merge);
    }
    String left = merge.substring(0, space);
    for (String token : List.of(left, right, left + right)) {
      if (!ids.containsKey(token)) {
        throw new IllegalArgumentException("merge " + number + " has the unknown token " + token);
      }
    }
  }

  /** Made once, when first asked for. */
  private static final class Standard {
    static final ClipVocabulary VOCABULARY = load();

    private static ClipVocabulary load() {
      try (InputStream in = ClipVocabulary.class.getResourceAsStream("clip/" + MERGES)) {
        return fromMerges(mergesOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new EngineException("The vocabulary inside the program cannot be read.", e);
      }
    }

    /** Ids follow from the merges: bytes, bytes that end a word, merges, start and end of text. */
    private static ClipVocabulary fromMerges(List<String> merges) {
      Map<String, Integer> ids = new LinkedHashMap<>();
      List<String> bytes = byteLetters();
      bytes.forEach(letter -> ids.put(letter, ids.size()));
      bytes.forEach(letter -> ids.put(letter + "</w>", ids.size()));
      merges.forEach(merge -> ids.put(merge.replace(" ", ""), ids.size()));
      ids.put(START, ids.size());
      ids.put(END, ids.size());
      return new ClipVocabulary(ids, merges);
    }

    /** GPT-2's letters for the 256 bytes: the printable ones themselves, then 256 and onwards. */
    private static List<String> byteLetters() {
      List<String> printable = new ArrayList<>();
      List<String> other = new ArrayList<>();
      for (int b = 0; b < 256; b++) {
        boolean prints = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
        if (prints) {
          printable.add(String.valueOf((char) b));
        } else {
          other.add(String.valueOf((char) (256 + other.size())));
        }
      }
      printable.addAll(other);
      return printable;
    }
  }
}
