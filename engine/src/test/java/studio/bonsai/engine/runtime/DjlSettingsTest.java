// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlSettingsTest {
  @TempDir Path folder;
  private final Properties properties = new Properties();

  private LibrarySelection selection(String version) throws IOException {
    TorchLibrary library =
        TorchLibrary.read(new World(folder).archive("libtorch", version), OperatingSystem.LINUX);
    return new LibrarySelection(Optional.of(library), "", true);
  }

  @Test
  void nothingIsFetchedUnasked() {
    DjlSettings.apply(properties);
    assertEquals("true", properties.getProperty("ai.djl.offline"));
    assertEquals("cpu", properties.getProperty("RUST_FLAVOR"));
  }

  @Test
  void whatIsSetStays() {
    properties.setProperty("ai.djl.offline", "false");
    DjlSettings.apply(properties);
    assertEquals("false", properties.getProperty("ai.djl.offline"));
  }

  @Test
  void aLibtorchForCudaIsNamedWithItsGlue() throws IOException {
    DjlSettings.select(selection("2.7.1+cu126"), properties);
    assertEquals(
        folder.resolve("libtorch/lib").toString(), properties.getProperty("PYTORCH_LIBRARY_PATH"));
    assertEquals("cu128", properties.getProperty("PYTORCH_FLAVOR"));
  }

  @Test
  void aLibtorchForTheCpuReplacesTheOneThatTheLauncherNamed() throws IOException {
    properties.setProperty("PYTORCH_LIBRARY_PATH", "/opt/bonsai/native");
    DjlSettings.select(selection("2.7.1+cpu"), properties);
    assertEquals(
        folder.resolve("libtorch/lib").toString(), properties.getProperty("PYTORCH_LIBRARY_PATH"));
    assertEquals("cpu", properties.getProperty("PYTORCH_FLAVOR"));
  }

  @Test
  void withoutAChoiceDjlGoesItsOwnWay() {
    DjlSettings.select(new LibrarySelection(Optional.empty(), "", false), properties);
    assertNull(properties.getProperty("PYTORCH_LIBRARY_PATH"));
    assertNull(properties.getProperty("PYTORCH_FLAVOR"));
  }

  @Test
  void libtorchsTestsAreNotLoaded() throws IOException {
    LibrarySelection selection = selection("2.7.1+cu128");
    Path lib = folder.resolve("libtorch/lib");
    Files.createFile(lib.resolve("libtorchbind_test.so"));
    Files.createFile(lib.resolve("libshm.so"));
    DjlSettings.select(selection, properties);
    assertEquals(
        "libshm.so,libtorchbind_test.so", properties.getProperty("PYTORCH_LIBRARY_EXCLUSION"));
  }
}
