// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's LoRA files, and how a text names them.
 *
 * @param folder where they lie; need not exist
 */
public record LoraShelf(Path folder) {
  private static final Pattern STRENGTH = Pattern.compile("(.+):([-+]?[0-9]*\\.?[0-9]+)");
  private static final Pattern TAG = Pattern.compile("\\s*<lora:([^:<>]+)(?::([^:<>]+))?>");
  private static final List<String> ENDINGS = List.of("", ".safetensors", ".pt", ".ckpt", ".bin");

  /**
   * A prompt without the LoRAs that it named.
   *
   * @param loras in the prompt's order
   */
  public record Named(String prompt, List<Lora> loras) {
    public Named {
      loras = List.copyOf(loras);
    }
  }

  /** The folder {@code loras} in the user's data folder. */
  public static LoraShelf ofThisMachine() {
    return new LoraShelf(ModelShelf.dataFolder().resolve("loras"));
  }

  /**
   * A file and a strength, as {@code FILE:0.8}.
   *
   * @param text a name in the folder or a path, then maybe a strength
   * @throws EngineException when there is no such file
   */
  public Lora read(String text) {
    Matcher matcher = STRENGTH.matcher(text);
    return matcher.matches()
        ? Lora.of(find(matcher.group(1)), Double.parseDouble(matcher.group(2)))
        : Lora.of(find(text), Lora.DEFAULT_STRENGTH);
  }

  /**
   * Takes out what the web UI's users write into prompts: {@code <lora:name:0.8>}.
   *
   * @throws EngineException when there is no such file
   * @throws IllegalArgumentException when a strength is no number
   */
  public Named take(String prompt) {
    List<Lora> loras = new ArrayList<>();
    Matcher tags = TAG.matcher(prompt);
    while (tags.find()) {
      double strength =
          tags.group(2) == null ? Lora.DEFAULT_STRENGTH : number(tags.group(2), tags.group());
      loras.add(Lora.of(find(tags.group(1)), strength));
    }
    return loras.isEmpty()
        ? new Named(prompt, loras)
        : new Named(TAG.matcher(prompt).replaceAll("").strip(), loras);
  }

  private static double number(String text, String tag) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' in " + tag.strip() + " is not a number; write a strength as 0.8", e);
    }
  }

  private Path find(String name) {
    for (Path start : List.of(folder, Path.of(""))) {
      for (String ending : ENDINGS) {
        Path file = start.resolve(name + ending);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new EngineException(
        "There is no LoRA '"
            + name
            + "'. Name its file, or put it into "
            + folder
            + " and name it without its ending.");
  }
}
