// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The database's tables, as the steps that made them: a step that was released never changes. */
final class Migrations {
  private static final List<String> FILES = List.of("001-settings-and-jobs.sql", "002-gallery.sql");

  private Migrations() {}

  static List<String> steps() {
    return FILES.stream().map(Migrations::read).toList();
  }

  private static String read(String file) {
    try (InputStream in = Migrations.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the program does not fail to be read", e);
    }
  }
}
