// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.runtime.LibraryServer;
import studio.bonsai.engine.runtime.NvidiaDriver;
import studio.bonsai.engine.runtime.World;

class ComputeRuntimeTest {
  @TempDir Path folder;
  private World world;
  private ComputeRuntime runtime;

  @BeforeEach
  void createRuntime() {
    world = new World(folder);
    runtime = new ComputeRuntime(world.surroundings(), NvidiaDriver.ofThisMachine());
  }

  @Test
  void aDownloadTellsItsSizesAndFetchesNothing() throws IOException {
    try (LibraryServer server = new LibraryServer()) {
      world.property("bonsai.libtorch.server", server.url());
      CudaDownload download = runtime.cudaDownload();
      assertEquals(server.url() + "/cu128/linux-x86_64/", download.source());
      assertEquals(400_000, download.bytesOnDisk());
      assertTrue(download.bytesToFetch() > 400_000, "random bytes do not shrink");
      assertFalse(runtime.isCudaInstalled());
      assertEquals(Optional.empty(), runtime.choice());
    }
  }

  @Test
  void whatIsInstalledIsChosen() throws IOException {
    try (LibraryServer server = new LibraryServer()) {
      world.property("bonsai.libtorch.server", server.url());
      CudaDownload download = runtime.cudaDownload();
      List<Long> progress = new ArrayList<>();
      download.install(progress::add, CancelToken.none());
      assertEquals(download.bytesToFetch(), progress.get(progress.size() - 1));
      assertTrue(runtime.isCudaInstalled());
      assertEquals(Optional.of(download.folder().toString()), runtime.choice());
    }
  }

  @Test
  void aCancelledInstallationChoosesNothing() throws IOException {
    try (LibraryServer server = new LibraryServer()) {
      world.property("bonsai.libtorch.server", server.url());
      CancelToken cancel = new CancelToken();
      CudaDownload download = runtime.cudaDownload();
      assertThrows(
          CancellationException.class, () -> download.install(n -> cancel.cancel(), cancel));
      assertFalse(runtime.isCudaInstalled());
      assertEquals(Optional.empty(), runtime.choice());
    }
  }

  @Test
  void theCpuOrTheBestCanBeChosen() {
    runtime.useCpu();
    assertEquals(Optional.of("cpu"), runtime.choice());
    runtime.useBest();
    assertEquals(Optional.empty(), runtime.choice());
  }

  @Test
  void aFolderWithoutLibtorchIsNotChosen() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertThrows(EngineException.class, () -> runtime.useLibrary(folder.resolve("empty")));
    assertEquals(Optional.empty(), runtime.choice());
    runtime.useLibrary(world.archive("libtorch", "2.7.1+cu128"));
    assertEquals(Optional.of(folder.resolve("libtorch/lib").toString()), runtime.choice());
  }
}
