// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Requests;
import studio.bonsai.engine.picture.PngFile;

/** A command line in memory, over a fake engine and a folder of its own. */
abstract class CommandLineTest {
  @TempDir Path folder;
  final FakeWorkshop workshop = new FakeWorkshop();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final CancelToken cancel = new CancelToken();
  boolean terminal;

  @BeforeEach
  void installNothingOfTheUsers() {
    System.setProperty("bonsai.data", folder.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("bonsai.data");
  }

  int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal);
    return BonsaiCommand.run(console, workshop, cancel, args);
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

  /** {@code generate --out FOLDER} and more. */
  int generate(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "generate";
    all[1] = "--out";
    all[2] = pictures().toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return run(all);
  }

  Path draw(String... args) {
    assertEquals(0, generate(args), err::toString);
    return Path.of(out.toString().lines().findFirst().orElseThrow());
  }

  Path picture(String name) throws IOException {
    Pixels pixels = Requests.picture(GenerationRequest.of(name), 0).pixels();
    return Files.write(folder.resolve(name), PngFile.encode(pixels, Map.of()));
  }
}
