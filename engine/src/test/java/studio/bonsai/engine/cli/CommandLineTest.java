// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;

/** A command line in memory, over a fake engine and a folder of its own. */
abstract class CommandLineTest {
  @TempDir Path folder;
  final FakeWorkshop workshop = new FakeWorkshop();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  boolean terminal;

  @BeforeEach
  void installNothingOfTheUsers() {
    System.setProperty("bonsai.models", folder.resolve("models").toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("bonsai.models");
  }

  int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal);
    return BonsaiCommand.run(console, workshop, new CancelToken(), args);
  }

  void install(String name) throws IOException {
    Path model = Files.createDirectories(folder.resolve("models").resolve(name));
    Files.writeString(model.resolve("model_index.json"), "{}");
  }

  Path pictures() {
    return folder.resolve("out");
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(pictures())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
