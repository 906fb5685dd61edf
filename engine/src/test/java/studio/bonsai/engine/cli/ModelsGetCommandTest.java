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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DownloadSettings;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.library.FaultyHub;

@Timeout(60)
class ModelsGetCommandTest {
  private static final String ID = "nota-ai/bk-sdm-tiny";

  @TempDir Path folder;
  private FaultyHub hub;
  private ModelCatalogue catalogue;
  private ModelShelf shelf;
  private CancelToken cancel = new CancelToken();
  private Optional<String> answer = Optional.empty();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    hub = new FaultyHub();
    hub.publish(ID, EmbeddedModel.folder());
    shelf = new ModelShelf(List.of(folder.resolve("models")));
    catalogue = new ModelCatalogue(shelf, folder, name -> null);
    catalogue.keep(DownloadSettings.parse(hub.url().toString(), ""));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private int get(String... args) {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    return run(new ModelsGetCommand(console, catalogue, () -> answer, cancel), args);
  }

  private int run(Runnable command, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Complaints complaints = new Complaints(() -> false);
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(complaints)
        .setParameterExceptionHandler(complaints)
        .execute(args);
  }

  @Test
  void theLicenceIsShownAndAskedForOnce() {
    answer = Optional.of("n");
    assertEquals(0, get("bk-sdm-tiny"));
    assertTrue(out.toString().contains("Use-based restrictions"), out::toString);
    assertTrue(out.toString().endsWith("Nothing was fetched.\n"), out::toString);
    answer = Optional.of(" Yes");
    assertEquals(0, get("bk-sdm-tiny"));
    assertTrue(out.toString().contains("Installed in " + shelf.find("bk-sdm-tiny")));
    assertTrue(err.toString().contains("100%, "), err::toString);
    answer = Optional.empty();
    assertEquals(0, get("bk-sdm-tiny"));
    assertEquals("bk-sdm-tiny is installed already.\n", out.toString());
  }

  @Test
  void withoutAUserConsentMustBeGivenBefore() {
    assertEquals(2, get("bk-sdm-tiny"));
    assertTrue(err.toString().contains("add --agree"), err::toString);
    assertFalse(shelf.has("bk-sdm-tiny"));
    assertEquals(0, get("bk-sdm-tiny", "--agree"));
    assertTrue(shelf.has("bk-sdm-tiny"));
  }

  @Test
  void anInterruptedDownloadIsGoneOnWith() {
    String unet = FaultyHub.path(ID, "unet/diffusion_pytorch_model.safetensors");
    hub.server.plan(
        unet,
        (exchange, whole) -> {
          hub.server.cutAfter(100_000).answer(exchange, whole);
          cancel.cancel();
        });
    assertEquals(130, get("bk-sdm-tiny", "--agree"));
    assertTrue(err.toString().contains("the same command goes on"), err::toString);
    assertFalse(shelf.has("bk-sdm-tiny"));
    cancel = new CancelToken();
    assertEquals(0, get("bk-sdm-tiny"));
    assertTrue(out.toString().contains("are there already"), out::toString);
    assertEquals(2, hub.server.ranges(unet).size());
  }

  @Test
  void aMirrorIsTakenForOnce() throws IOException {
    try (FaultyHub other = new FaultyHub()) {
      other.publish(ID, EmbeddedModel.folder());
      assertEquals(0, get("bk-sdm-tiny", "--agree", "--mirror", other.url().toString()));
      assertTrue(out.toString().contains(other.url() + "/" + ID), out::toString);
    }
    assertEquals(2, get("bk-sdm-base", "--mirror", "nonsense"));
  }

  @Test
  void anUnknownModelIsASentence() {
    assertEquals(1, get("bk", "--agree"));
    assertTrue(err.toString().contains("The catalogue has no 'bk'"), err::toString);
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void aTokenIsKeptWithoutBeingShown() {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    answer = Optional.of("hf_secret");
    assertEquals(0, run(new ModelsTokenCommand(console, catalogue, () -> answer)));
    assertTrue(catalogue.hasToken());
    assertFalse(out.toString().contains("hf_secret"));
    assertEquals(0, run(new ModelsTokenCommand(console, catalogue, () -> answer), "--forget"));
    assertFalse(Files.exists(folder.resolve("hub-token")));
  }
}
