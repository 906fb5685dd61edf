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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.ModelCatalogue.Begun;
import studio.bonsai.engine.library.FaultyHub;

@Timeout(60)
class ModelCatalogueTest {
  @TempDir Path folder;
  private FaultyHub hub;
  private ModelCatalogue catalogue;
  private CatalogueModel tiny;
  private final Map<String, String> environment = new HashMap<>();
  private final CancelToken cancel = new CancelToken();

  @BeforeEach
  void start() throws IOException {
    hub = new FaultyHub();
    catalogue = catalogue();
    tiny = catalogue.find("bk-sdm-tiny");
    hub.publish("nota-ai/bk-sdm-tiny", EmbeddedModel.folder());
    catalogue.keep(DownloadSettings.parse(hub.url() + "/", ""));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private ModelCatalogue catalogue() {
    ModelShelf shelf = new ModelShelf(List.of(folder.resolve("models")));
    return new ModelCatalogue(shelf, folder, environment::get);
  }

  private Path install() {
    return catalogue.ask(tiny, Precision.FLOAT16, cancel).install(p -> {}, cancel);
  }

  @Test
  void withoutConsentNothingIsFetched() {
    String message = assertThrows(EngineException.class, this::install).getMessage();
    assertTrue(message.contains("agreed to first"), message);
    assertFalse(catalogue.isInstalled(tiny));
  }

  @Test
  void aModelIsInstalledAndCanBeInspected() {
    catalogue.agree(tiny.licence());
    assertTrue(catalogue().isAgreed(tiny.licence()));
    Path model = install();
    assertTrue(catalogue.isInstalled(tiny));
    assertEquals("bk-sdm-tiny", model.getFileName().toString());
    assertTrue(Engine.inspect(model).parameters() > 0);
    assertEquals(List.of(), catalogue.begun());
  }

  @Test
  void whatACrashLeftIsFoundGoneOnWithOrDiscarded() {
    catalogue.agree(tiny.licence());
    hub.server.plan(
        FaultyHub.path("nota-ai/bk-sdm-tiny", "unet/diffusion_pytorch_model.safetensors"),
        (exchange, whole) -> {
          hub.server.cutAfter(100_000).answer(exchange, whole);
          cancel.cancel();
        });
    assertThrows(RuntimeException.class, this::install);
    Begun begun = catalogue().begun().get(0);
    assertEquals(tiny, begun.model());
    assertTrue(begun.done() > 0 && begun.done() < begun.total());
    catalogue.discard(tiny);
    assertEquals(List.of(), catalogue.begun());
  }

  @Test
  void settingsAreKept() {
    catalogue.keep(DownloadSettings.parse("https://mirror.example.org", "proxy:3128"));
    catalogue.agree(tiny.licence());
    assertEquals(
        DownloadSettings.parse("https://mirror.example.org/", "proxy:3128"),
        catalogue().settings());
    catalogue.keep(DownloadSettings.usual());
    assertEquals(DownloadSettings.usual(), catalogue().settings());
    assertTrue(catalogue().isAgreed(tiny.licence()));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String mirror : List.of("mirror", "ftp://mirror.org", "https://", "a b")) {
      assertThrows(
          IllegalArgumentException.class, () -> DownloadSettings.parse(mirror, ""), mirror);
    }
    assertThrows(IllegalArgumentException.class, () -> DownloadSettings.parse("", "proxy"));
  }

  @Test
  void theTokenIsForNobodyElseToRead() throws IOException {
    catalogue.keepToken(" hf_secret ");
    assertTrue(catalogue().hasToken());
    Path file = folder.resolve("hub-token");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    catalogue.ask(tiny, Precision.FLOAT16, cancel);
    assertEquals("Bearer hf_secret", hub.server.requests().get(0).authorization());
    catalogue.keepToken("");
    assertFalse(catalogue.hasToken());
    assertFalse(Files.exists(file));
    assertThrows(IllegalArgumentException.class, () -> catalogue.keepToken("two words"));
  }

  @Test
  void theEnvironmentOfHuggingFacesToolsCounts() {
    environment.put("HF_TOKEN", "hf_other");
    environment.put("HF_ENDPOINT", hub.url().toString());
    catalogue.keep(DownloadSettings.usual());
    catalogue.ask(tiny, Precision.FLOAT16, cancel);
    assertEquals("Bearer hf_other", hub.server.requests().get(0).authorization());
  }

  @Test
  void damagedDecisionsSayWhatToDo() throws IOException {
    Files.writeString(folder.resolve("downloads.json"), "{");
    String message = assertThrows(EngineException.class, () -> catalogue().settings()).getMessage();
    assertTrue(message.contains("delete it"), message);
  }

  @Test
  void anUnknownModelNamesTheKnownOnes() {
    String message = assertThrows(EngineException.class, () -> catalogue.find("bk")).getMessage();
    assertTrue(message.contains("bk-sdm-small"), message);
    assertEquals(tiny, catalogue.find("nota-ai/bk-sdm-tiny"));
  }

  @Test
  void aLicenceIsReadFromAModelsCard() {
    assertEquals(
        java.util.Optional.of("apache-2.0"), ModelSource.of(EmbeddedModel.folder()).licence());
  }
}
