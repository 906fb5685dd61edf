// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to draw, and how often. */
final class RequestOptions {
  @Parameters(
      paramLabel = "PROMPT",
      arity = "0..*",
      description = "What the picture shows; in quotes. May be empty.")
  private List<String> prompts = new ArrayList<>();

  @Option(
      names = "--prompts-file",
      paramLabel = "FILE",
      description = "More prompts, one a line; lines that begin with # are left out.")
  private Path promptsFile;

  @Option(
      names = "--like",
      paramLabel = "PICTURE",
      description = "Draw this picture again; other options change what they name.")
  private Path like;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first picture's seed; further ones have the next. Default: a fresh one.")
  private Long seed;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "Pictures of each prompt. Default: 1.")
  private Integer count;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Pictures computed at once: faster on a GPU, takes memory. Default: 1.")
  private Integer batch;

  Optional<Likeness> likeness() {
    return Optional.ofNullable(like).map(Likeness::read);
  }

  /** All prompts, those of the file last. */
  List<String> prompts() {
    if (prompts.size() > 1 && prompts.contains("")) {
      throw new IllegalArgumentException(
          "one of the prompts is empty; leave it out, or draw it alone: bonsai generate \"\"");
    }
    List<String> all = new ArrayList<>(prompts);
    if (promptsFile != null) {
      all.addAll(PromptList.read(promptsFile));
    }
    return all;
  }

  Optional<Long> seed() {
    return Optional.ofNullable(seed);
  }

  Optional<Integer> count() {
    return Optional.ofNullable(count);
  }

  Optional<Integer> batch() {
    return Optional.ofNullable(batch);
  }

  /** Whether anything but the likeness was given. */
  boolean any() {
    return !prompts.isEmpty()
        || promptsFile != null
        || seed != null
        || count != null
        || batch != null;
  }
}
