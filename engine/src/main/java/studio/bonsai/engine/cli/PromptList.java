// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/** Prompts from a file: one a line, empty lines and lines that begin with # left out. */
final class PromptList {
  private PromptList() {}

  static List<String> read(Path file) {
    List<String> prompts;
    try {
      prompts =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    } catch (NoSuchFileException e) {
      throw new EngineException("There is no file of prompts " + file + ".", e);
    } catch (CharacterCodingException e) {
      throw new EngineException(file + " is not text in UTF-8; save it as such.", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
    if (prompts.isEmpty()) {
      throw new EngineException(file + " holds no prompts; write one a line.");
    }
    return prompts;
  }
}
