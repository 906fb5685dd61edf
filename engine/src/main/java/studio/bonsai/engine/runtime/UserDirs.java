// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What xdg-user-dirs writes of a user's own folders, which have names in the user's language: a
 * line as {@code XDG_PICTURES_DIR="$HOME/Bilder"} each, in a shell's words.
 */
final class UserDirs {
  private static final Pattern PICTURES =
      Pattern.compile("\\s*XDG_PICTURES_DIR=\"(\\$HOME/|/)((?:[^\"\\\\]|\\\\.)*)\"\\s*");

  private UserDirs() {}

  /**
   * The folder for pictures; empty when the file does not tell, or tells the home itself, which
   * means that there is none.
   *
   * @param file user-dirs.dirs
   */
  static Optional<Path> pictures(Path file, Path home) {
    return lines(file).stream()
        .map(PICTURES::matcher)
        .filter(Matcher::matches)
        .reduce((first, second) -> second)
        .map(m -> m.group(1).equals("/") ? "/" + plain(m) : home + "/" + plain(m))
        .flatMap(UserDirs::path)
        .filter(folder -> !folder.equals(home.normalize()));
  }

  private static String plain(Matcher line) {
    return line.group(2).replaceAll("\\\\(.)", "$1");
  }

  private static Optional<Path> path(String name) {
    try {
      return Optional.of(Path.of(name).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
