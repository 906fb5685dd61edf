// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ReferenceTensors;

class DatasetCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    return BonsaiCommand.run(console, new FakeWorkshop(), CancelToken.none(), args);
  }

  @Test
  void checkTellsWhatIsThereAndWhatIsWrong() throws IOException {
    Files.copy(ReferenceTensors.path("data/rgb.png"), folder.resolve("a.png"));
    Files.writeString(folder.resolve("a.txt"), "a gradient");
    Files.writeString(folder.resolve("b.png"), "no picture");
    Files.writeString(folder.resolve("b.txt"), "nothing");
    assertEquals(0, run("dataset", "check", folder.toString()), err::toString);
    assertEquals(
        List.of(
            "2 pictures, 2 with captions; 2 looked at, the smallest side 32 pixels",
            "left out: b.png is not a picture that can be read; give a PNG or a JPEG."),
        out.toString().lines().toList());
  }

  @Test
  void nothingToLearnFromIsAFailure() {
    assertEquals(1, run("dataset", "check", folder.toString()));
    assertTrue(out.toString().contains("wrong: There is no picture to learn from"), out::toString);
  }

  @Test
  void emojiNeedsItsPackages() {
    String packages = folder.toString();
    String made = folder.resolve("made").toString();
    assertEquals(1, run("dataset", "emoji", "--packages", packages, "--out", made));
    assertTrue(err.toString().contains("There is no lobehub-fluent-emoji-3d"), err::toString);
    assertEquals(2, run("dataset", "emoji", "--packages", packages, "--out", made, "--size", "7"));
    assertEquals(
        2, run("dataset", "emoji", "--packages", packages, "--out", made, "--nouns", "9999"));
    assertEquals(2, run("dataset"));
  }
}
