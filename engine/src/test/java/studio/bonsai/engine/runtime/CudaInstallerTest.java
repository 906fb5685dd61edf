// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.fetch.Patience;

class CudaInstallerTest {
  @TempDir Path folder;
  private LibraryServer server;
  private World world;
  private Path target;
  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new LibraryServer();
    world = new World(folder).property("bonsai.libtorch.server", server.url());
    target = LibraryPlaces.installed(world.surroundings());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CudaOffer offer() {
    return CudaOffer.ask(world.surroundings());
  }

  private TorchLibrary install() {
    return new CudaInstaller(world.surroundings(), Patience.none())
        .install(offer(), progress::add, CancelToken.none());
  }

  private String failure() {
    return assertThrows(EngineException.class, this::install).getMessage();
  }

  private void assertInstalled() throws IOException {
    assertArrayEquals(
        LibraryServer.content("libtorch_cuda.so"),
        Files.readAllBytes(target.resolve("libtorch_cuda.so")));
    try (Stream<Path> files = Files.list(target)) {
      assertEquals(
          List.of(
              "build-version", "libc10.so", "libtorch.so", "libtorch_cpu.so", "libtorch_cuda.so"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  private List<String> fetched() {
    return server.requests().stream().filter(r -> !r.contains("bytes=-4")).skip(1).toList();
  }

  @Test
  void anOfferTellsItsSizesFromTheEndsOfItsFiles() {
    CudaOffer offer = offer();
    assertEquals(4, offer.files().size());
    assertEquals(400_000, offer.unpacked());
    assertTrue(offer.compressed() > 400_000, "random bytes do not shrink");
    assertEquals("libc10.so", offer.files().get(0).name());
    assertEquals(List.of(), fetched());
  }

  @Test
  void aServerWithoutRangesLetsSizesBeGuessed() {
    server.forgetRanges();
    assertEquals(3 * offer().compressed(), offer().unpacked());
  }

  @Test
  void whatIsInstalledIsFoundAtTheNextStart() throws IOException {
    TorchLibrary library = install();
    assertEquals(new TorchLibrary(target, "2.7.1+cu128", true), library);
    assertInstalled();
    assertEquals(
        Optional.of(library), LibrarySelection.choose(world.surroundings(), true).library());
  }

  @Test
  void progressRisesToTheEnd() {
    install();
    assertEquals(progress.stream().sorted().toList(), progress);
    assertEquals(offer().compressed(), progress.get(progress.size() - 1));
  }

  @Test
  void aBrokenConnectionIsTakenUpWhereItBroke() throws IOException {
    CudaOffer offer = offer();
    server.breakAfter(60_000);
    CudaInstaller installer = new CudaInstaller(world.surroundings(), Patience.none());
    String message =
        assertThrows(
                EngineException.class, () -> installer.install(offer, n -> {}, CancelToken.none()))
            .getMessage();
    assertTrue(message.contains("is kept"), message);
    assertFalse(Files.exists(target));
    server.breakAfter(Long.MAX_VALUE);
    installer.install(offer, n -> {}, CancelToken.none());
    assertTrue(fetched().contains("libc10.so.gz bytes=60000-"), () -> fetched().toString());
    assertInstalled();
  }

  @Test
  void aPartOfAnOlderFileIsNotContinued() throws IOException {
    CudaOffer old = offer();
    server.breakAfter(60_000);
    CudaInstaller installer = new CudaInstaller(world.surroundings(), Patience.none());
    assertThrows(EngineException.class, () -> installer.install(old, n -> {}, CancelToken.none()));
    server.breakAfter(Long.MAX_VALUE);
    server.replaceFiles();
    install();
    assertTrue(fetched().stream().noneMatch(r -> r.contains("bytes=60000-")));
    assertInstalled();
  }

  @Test
  void aServerWithoutRangesIsReadFromTheBeginningAgain() throws IOException {
    server.forgetRanges();
    CudaOffer offer = offer();
    server.breakAfter(60_000);
    CudaInstaller installer = new CudaInstaller(world.surroundings(), Patience.none());
    assertThrows(
        EngineException.class, () -> installer.install(offer, n -> {}, CancelToken.none()));
    server.breakAfter(Long.MAX_VALUE);
    // A guessed size may exceed the disk of a small machine; here it is a few kilobytes.
    install();
    assertInstalled();
  }

  @Test
  void damageIsSeenAndFetchedAnew() throws IOException {
    server.damage("libtorch_cpu.so");
    assertTrue(failure().contains("came damaged"));
    assertFalse(Files.exists(target));
    server.damage("libtorch_cpu.so");
    install();
    assertEquals(1, fetched().stream().filter(r -> r.startsWith("libc10.so")).count());
    assertInstalled();
  }

  @Test
  void aMissingFileIsSaidBeforeAnythingIsFetched() {
    server.remove("libtorch_cuda.so");
    assertTrue(failure().contains("answers 404"));
    assertEquals(List.of(), fetched());
  }

  @Test
  void anUnreachableServerIsOneSentence() {
    server.close();
    String message = failure();
    assertTrue(message.contains("cannot be fetched"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void aServerWithoutCudaIsSaid() {
    server.offerNothing();
    assertTrue(failure().contains("offers no libtorch for CUDA"));
  }

  @Test
  void aFileThatWouldLeaveTheFolderIsRefused() {
    server.offer("cu128/linux-x86_64/native/lib/..%2Fevil.so.gz");
    assertTrue(failure().contains("names a file that is none"));
  }

  @Test
  void otherSystemsHaveNoCuda() {
    world.property("os.name", "Mac OS X").property("os.arch", "aarch64");
    assertTrue(failure().contains("no libtorch for CUDA for osx-aarch64"));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aSmallDiskIsSaidBeforeAnythingIsFetched() throws IOException {
    CudaOffer offer = offer();
    Files.createDirectories(target.resolveSibling(target.getFileName() + ".partial"));
    CudaInstaller installer = new CudaInstaller(world.surroundings(), Patience.none());
    String message =
        assertThrows(EngineException.class, () -> installer.checkSpace(offer, 450_000))
            .getMessage();
    assertTrue(message.contains("make room"), message);
    installer.checkSpace(offer, 510_000);
  }

  @Test
  void cancellingKeepsWhatIsThere() throws IOException {
    CudaOffer offer = offer();
    CancelToken cancel = new CancelToken();
    CudaInstaller installer = new CudaInstaller(world.surroundings(), Patience.none());
    assertThrows(
        CancellationException.class,
        () ->
            installer.install(
                offer,
                n -> {
                  if (n > 150_000) {
                    cancel.cancel();
                  }
                },
                cancel));
    assertFalse(Files.exists(target));
    install();
    assertEquals(1, fetched().stream().filter(r -> r.startsWith("libc10.so")).count());
    assertInstalled();
  }

  @Test
  void twoAtOnceDoNotMix() throws IOException {
    Files.createDirectories(target.getParent());
    try (FileChannel channel =
            FileChannel.open(
                target.resolveSibling("install.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertTrue(lock.isValid());
      assertTrue(failure().contains("Another program"));
    }
  }

  @Test
  void whatIsInstalledIsNotFetchedAgain() {
    install();
    int requests = fetched().size();
    install();
    // The second offer's list of files is the one request more.
    assertEquals(requests + 1, fetched().size());
  }
}
