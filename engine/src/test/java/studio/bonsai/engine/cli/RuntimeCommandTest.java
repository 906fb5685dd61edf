// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ComputeRuntime;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Gpu;
import studio.bonsai.engine.runtime.LibraryPlaces;
import studio.bonsai.engine.runtime.LibraryServer;
import studio.bonsai.engine.runtime.Surroundings;
import studio.bonsai.engine.runtime.World;

class RuntimeCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private World world;
  private boolean driver;
  private List<Gpu> gpus = List.of();
  private Optional<String> answer = Optional.empty();
  private Optional<EngineException> failure = Optional.empty();
  private int usable;

  @BeforeEach
  void createWorld() {
    world = new World(folder);
  }

  private int run(String... args) {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    Complaints complaints = new Complaints(() -> false);
    return new CommandLine(new RuntimeCommand(console, new FakeMachine(), new CancelToken()))
        .setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler(complaints)
        .setParameterExceptionHandler(complaints)
        .execute(args);
  }

  private void assertSaid(String text) {
    assertTrue(out.toString().contains(text), out::toString);
  }

  private Path choice() {
    return world.surroundings().dataFolder().resolve("libtorch.choice");
  }

  @Test
  void showsWhatIsUsedAndWhy() {
    assertEquals(0, run());
    assertSaid("libtorch   2.7.1 on the CPU");
    assertSaid("because    a test says so");
    assertSaid("threads    4");
    assertSaid("processor  x86_64, AVX2");
    assertSaid("GPU        no NVIDIA driver");
    assertSaid("No other libtorch was found.");
  }

  @Test
  void showsGpusWithTheirMemory() {
    driver = true;
    usable = 1;
    gpus = List.of(new Gpu(0, "NVIDIA Fake 3060", 12_000_000_000L));
    assertEquals(0, run());
    assertSaid("libtorch   2.7.1 on CUDA");
    assertSaid("cuda:0     NVIDIA Fake 3060, 12.0 GB, 9.0 GB free");
  }

  @Test
  void showsWhatWasFoundAndWhyItCannotBeUsed() throws IOException {
    world.variable("VIRTUAL_ENV", world.python("old", "2.6.0+cu124", "'12.4'"));
    world.variable("CONDA_PREFIX", world.python("new", "2.7.1+cu128", "'12.8'"));
    assertEquals(0, run());
    assertSaid("not usable, the Python environment in VIRTUAL_ENV");
    assertSaid("only version 2.7.1 can be used");
    assertSaid("2.7.1+cu128, the Conda environment in CONDA_PREFIX");
  }

  @Test
  void aLibtorchThatDoesNotLoadIsShownNotThrown() {
    failure = Optional.of(new EngineException("libtorch cannot be loaded: no driver."));
    assertEquals(0, run());
    assertSaid("libtorch   libtorch cannot be loaded: no driver.");
    assertSaid("No other libtorch was found.");
  }

  @Test
  void aChosenFolderIsKept() throws IOException {
    driver = true;
    Path environment = world.python("venv", "2.7.1+cu126", "'12.6'");
    assertEquals(0, run("--use", environment.toString()));
    Path lib = environment.resolve("lib/python3.11/site-packages/torch/lib");
    assertEquals(lib.toString(), Files.readString(choice()).strip());
    assertEquals("", err.toString());
  }

  @Test
  void aChoiceForCudaWithoutADriverIsKeptWithAWarning() throws IOException {
    assertEquals(0, run("--use", world.archive("libtorch", "2.7.1+cu128").toString()));
    assertTrue(Files.exists(choice()));
    assertTrue(err.toString().contains("driver was not found"), err::toString);
  }

  @Test
  void aFolderThatCannotBeUsedIsNotKept() {
    assertEquals(1, run("--use", folder.toString()));
    assertFalse(Files.exists(choice()));
    assertTrue(err.toString().contains("There is no libtorch in"), err::toString);
  }

  @Test
  void theCpuAndTheSearchCanBeChosen() throws IOException {
    assertEquals(0, run("--use", "cpu"));
    assertEquals("cpu", Files.readString(choice()).strip());
    assertEquals(0, run("--use", "auto"));
    assertFalse(Files.exists(choice()));
  }

  @Test
  void installingTellsFromWhereAndHowLargeAndAsks() throws IOException {
    try (LibraryServer server = new LibraryServer()) {
      world.property("bonsai.libtorch.server", server.url());
      answer = Optional.of("n");
      assertEquals(0, run("--install", "cuda"));
      assertSaid("from       " + server.url() + "/cu128/linux-x86_64/");
      assertSaid("to fetch   400 kB");
      assertSaid("on disk    400 kB");
      assertSaid("Nothing was fetched.");
      assertFalse(Files.exists(LibraryPlaces.installed(world.surroundings())));
    }
  }

  @Test
  void consentInstallsAndChooses() throws IOException {
    try (LibraryServer server = new LibraryServer()) {
      world.property("bonsai.libtorch.server", server.url());
      answer = Optional.of(" Yes ");
      assertEquals(0, run("--install", "cuda"));
      assertSaid("Installed");
      assertTrue(err.toString().contains("100%, 400 kB of 400 kB"), err::toString);
      assertEquals(
          LibraryPlaces.installed(world.surroundings()).toString(),
          Files.readString(choice()).strip());
    }
  }

  @Test
  void withoutAUserConsentMustBeGivenBefore() throws IOException {
    try (LibraryServer server = new LibraryServer()) {
      world.property("bonsai.libtorch.server", server.url());
      assertEquals(2, run("--install", "cuda"));
      assertTrue(err.toString().contains("--yes"), err::toString);
      assertEquals(0, run("--install", "cuda", "--yes"));
      assertTrue(Files.exists(LibraryPlaces.installed(world.surroundings())));
    }
  }

  @Test
  void anUnreachableServerIsOneSentence() throws IOException {
    LibraryServer server = new LibraryServer();
    server.close();
    world.property("bonsai.libtorch.server", server.url());
    assertEquals(1, run("--install", "cuda", "--yes"));
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void onlyCudaCanBeInstalled() {
    assertEquals(2, run("--install", "rocm"));
    assertEquals(2, run("--install", "cuda", "--use", "cpu"));
  }

  /** A machine as the test's fields describe it. */
  private final class FakeMachine implements Machine {
    @Override
    public Surroundings surroundings() {
      return world.surroundings();
    }

    @Override
    public boolean hasDriver() {
      return driver;
    }

    @Override
    public List<Gpu> gpus() {
      return gpus;
    }

    @Override
    public Optional<String> freeMemory(int gpu) {
      return Optional.of("9.0 GB");
    }

    @Override
    public String processor() {
      return "x86_64, AVX2";
    }

    @Override
    public ComputeRuntime.InUse load() {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return new ComputeRuntime.InUse("2.7.1", Path.of("/natives"), "a test says so", 4, usable);
    }

    @Override
    public Optional<String> answer() {
      return answer;
    }
  }
}
