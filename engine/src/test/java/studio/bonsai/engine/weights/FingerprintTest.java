// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class FingerprintTest {
  @TempDir private Path model;

  @BeforeEach
  void write() throws IOException {
    for (String component : new String[] {"unet", "vae", "text_encoder"}) {
      Files.createDirectory(model.resolve(component));
      Files.write(model.resolve(component + "/weights"), new byte[300_000]);
    }
  }

  @Test
  void isTheSameForTheSameFiles() {
    assertEquals(Fingerprint.of(model), Fingerprint.of(model));
    assertEquals(16, Fingerprint.of(model).length());
  }

  @Test
  void seesOtherWeightsOfTheSameLength() throws IOException {
    String before = Fingerprint.of(model);
    byte[] other = new byte[300_000];
    java.util.Arrays.fill(other, 200_000, 300_000, (byte) 1);
    Files.write(model.resolve("unet/weights"), other);
    assertNotEquals(before, Fingerprint.of(model));
  }

  @Test
  void seesALongerFile() throws IOException {
    String before = Fingerprint.of(model);
    Files.write(model.resolve("vae/weights"), new byte[300_001]);
    assertNotEquals(before, Fingerprint.of(model));
  }

  @Test
  void namesAFolderThatIsMissing() throws IOException {
    Files.delete(model.resolve("vae/weights"));
    Files.delete(model.resolve("vae"));
    assertThrows(EngineException.class, () -> Fingerprint.of(model));
  }

  @Test
  void seesOnlyThePartsThatItIsAskedFor() throws IOException {
    List<String> parts = List.of("vae", "text_encoder");
    String before = Fingerprint.of(model, parts);
    Files.write(model.resolve("unet/weights"), new byte[3]);
    assertEquals(before, Fingerprint.of(model, parts));
    Files.write(model.resolve("vae/weights"), new byte[3]);
    assertNotEquals(before, Fingerprint.of(model, parts));
  }
}
