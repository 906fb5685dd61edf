// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ConversionOptions;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Inspection;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.ReferenceTensors;

class ModelConverterTest {
  private static final Path EMBEDDED =
      Path.of(System.getProperty("bonsai.assets"), "models", "bonsai-emoji");

  @TempDir Path folder;

  private Inspection convert(Path source, Optional<Precision> precision) {
    Path target = folder.resolve("new");
    Engine.convert(
        source,
        target,
        new ConversionOptions(precision, Optional.empty(), false, note -> {}, bytes -> {}),
        CancelToken.none());
    return Engine.inspect(target);
  }

  @Test
  void aFolderKeepsWhatItHolds() {
    assertEquals(Engine.inspect(EMBEDDED), convert(EMBEDDED, Optional.empty()));
    assertTrue(Files.exists(folder.resolve("new/bonsai.json")));
  }

  @Test
  void anotherPrecisionIsAnotherSize() {
    List<Inspection.Part> parts = convert(EMBEDDED, Optional.of(Precision.FLOAT32)).parts();
    assertEquals(new Inspection.Part("unet", 6_143_572, "float32", 24_574_288), parts.get(1));
  }

  @Test
  void aSingleFileBecomesAFolderWithATokenizer() throws IOException {
    Path file = folder.resolve("sd1.safetensors");
    Path packed = ReferenceTensors.path("weights/ldm/sd1.safetensors.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    Inspection single = Engine.inspect(file);
    assertEquals(single, convert(file, Optional.empty()));
    assertTrue(Files.exists(folder.resolve("new/tokenizer/merges.txt")));
  }

  @Test
  void aCancelledConversionLeavesNothing() throws IOException {
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    Path target = folder.resolve("new");
    assertThrows(
        CancellationException.class,
        () -> Engine.convert(EMBEDDED, target, ConversionOptions.asItIs(), cancel));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void anExistingFolderIsNeverTouched() throws IOException {
    Path target = Files.createDirectory(folder.resolve("new"));
    Exception e =
        assertThrows(
            EngineException.class,
            () -> Engine.convert(EMBEDDED, target, ConversionOptions.asItIs(), CancelToken.none()));
    assertEquals(target + " exists already; name another folder.", e.getMessage());
  }
}
