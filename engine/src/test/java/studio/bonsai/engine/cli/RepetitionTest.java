// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.kernels.LibTorch;

/** {@code generate --like} with the embedded model. */
class RepetitionTest {
  private static final String[] REQUEST = {"a red apple", "--seed", "7", "--steps", "2"};

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final int threads = LibTorch.threads();

  @AfterEach
  void forgetTheThreads() {
    LibTorch.setThreads(threads);
  }

  @Test
  void aPictureIsRepeatedToTheByteAsItWasComputed() throws IOException {
    byte[] usual = draw(with(REQUEST, "--threads", "2"));
    // Of so small a picture the bytes need not depend on threads and memory mode.
    byte[] first = draw(with(REQUEST, "--dtype", "float16", "--memory", "low", "--threads", "1"));
    String file = out.toString().strip();
    assertFalse(Arrays.equals(pixels(usual), pixels(first)), "a picture of other numbers");
    LibTorch.setThreads(2);
    assertArrayEquals(first, draw("--like", file));
  }

  private static int[] pixels(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  private byte[] draw(String... options) throws IOException {
    out.getBuffer().setLength(0);
    String[] all =
        with(
            new String[] {"generate", "--out", folder.toString(), "--device", "cpu"},
            with(options, "--model", EmbeddedModel.folder().toString()));
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    int code = BonsaiCommand.run(console, new LocalWorkshop(), CancelToken.none(), all);
    assertEquals(0, code, err::toString);
    return Files.readAllBytes(Path.of(out.toString().strip()));
  }
}
