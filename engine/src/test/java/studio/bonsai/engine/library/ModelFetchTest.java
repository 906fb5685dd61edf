// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.DownloadProgress;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelLicence;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.ModelSource;
import studio.bonsai.engine.PathLock;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.fetch.FaultyServer;
import studio.bonsai.engine.fetch.HttpFailure;
import studio.bonsai.engine.fetch.Patience;
import studio.bonsai.engine.fetch.Proxies;

@Timeout(60)
class ModelFetchTest {
  private static final String ID = "owner/emoji";
  private static final String COPY = "friend/emoji";
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
  private static final String UNET_PATH = FaultyHub.path(ID, UNET);
  private static final CatalogueModel MODEL =
      new CatalogueModel(
          "emoji",
          "Emoji",
          "Toys",
          List.of(ID, COPY),
          new ModelLicence("free", "Free", URI.create("https://example.org"), "Do as you like."),
          7,
          new ImageSize(64, 64),
          Map.of("en", "Small pictures."));

  @TempDir Path folder;
  private FaultyHub hub;
  private ModelShelf shelf;
  private Optional<String> token = Optional.empty();
  private Patience patience = Patience.none();
  private final List<DownloadProgress> progress = new ArrayList<>();
  private final CancelToken cancel = new CancelToken();

  @BeforeEach
  void start() throws IOException {
    hub = new FaultyHub();
    hub.publish(ID, EmbeddedModel.folder());
    shelf = new ModelShelf(List.of(folder.resolve("models")));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private ModelFetch ask() {
    HubAccess access =
        HubAccess.of(
            hub.url(), new Proxies(Optional.empty(), n -> null), token, patience, patience);
    return ModelFetch.ask(MODEL, Precision.FLOAT16, access, shelf.home(), cancel);
  }

  private Path install() {
    return ask().install(shelf.placeFor("emoji"), path -> {}, progress::add, cancel);
  }

  /** Fails in one sentence, and leaves nothing on the shelf. */
  private String failure() {
    String message = assertThrows(EngineException.class, this::install).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.matches("(?s).*[.]$"), message);
    assertEquals(List.of(), shelf.models());
    return message;
  }

  private void assertInstalled() throws IOException {
    assertEquals(List.of("emoji"), shelf.models().stream().map(ModelFetchTest::name).toList());
    assertArrayEquals(
        Files.readAllBytes(EmbeddedModel.folder().resolve(UNET)),
        Files.readAllBytes(shelf.find("emoji").resolve(UNET)));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  @Test
  void whatIsNeededIsFetchedAndNothingElse() throws IOException {
    ModelFetch fetch = ask();
    assertEquals(hub.url() + "/" + ID, fetch.source());
    assertFalse(fetch.hasPickles());
    Path model = install();
    assertInstalled();
    try (Stream<Path> files = Files.walk(model)) {
      assertEquals(
          List.of(
              "LICENSE.txt",
              "README.md",
              "config.json",
              "config.json",
              "config.json",
              "diffusion_pytorch_model.safetensors",
              "diffusion_pytorch_model.safetensors",
              "merges.txt",
              "model.safetensors",
              "model_index.json",
              "scheduler_config.json",
              "source.json",
              "special_tokens_map.json",
              "tokenizer_config.json",
              "vocab.json"),
          files.filter(Files::isRegularFile).map(ModelFetchTest::name).sorted().toList());
    }
    assertEquals(new ModelSource(Optional.of(ID), Optional.of("Free")), ModelSource.of(model));
    assertEquals(List.of(), PartFolder.all(shelf.home()));
  }

  @Test
  void progressEndsWithEverything() {
    install();
    DownloadProgress last = progress.get(progress.size() - 1);
    assertEquals(last.total(), last.done());
    assertEquals(1, last.share());
    List<Long> done = progress.stream().map(DownloadProgress::done).toList();
    assertEquals(done.stream().sorted().toList(), done);
  }

  @Test
  void aCutDownloadIsGoneOnWith() throws IOException {
    hub.server.plan(UNET_PATH, hub.server.cutAfter(100_000));
    assertTrue(failure().contains("is kept"));
    PartFolder part = PartFolder.all(shelf.home()).get(0);
    PartFolder.Order order = part.order().orElseThrow();
    assertEquals(Precision.FLOAT16, order.precision());
    assertTrue(part.presentBytes() >= 100_000 && part.presentBytes() < order.bytes());
    install();
    assertInstalled();
    assertEquals(List.of("all", "100000-"), hub.server.ranges(UNET_PATH));
    assertEquals(1, hub.server.ranges(FaultyHub.path(ID, "model_index.json")).size());
  }

  @Test
  void wrongBytesAreSeenAndFetchedAnew() throws IOException {
    byte[] wrong = Files.readAllBytes(EmbeddedModel.folder().resolve(UNET));
    wrong[wrong.length / 2] ^= 1;
    hub.server.plan(UNET_PATH, FaultyServer.content(wrong));
    assertTrue(failure().contains("checksum"));
    install();
    assertInstalled();
    assertEquals(List.of("all", "all"), hub.server.ranges(UNET_PATH));
  }

  @Test
  void wrongBytesOfASmallFileAreSeenToo() throws IOException {
    String path = FaultyHub.path(ID, "unet/config.json");
    byte[] wrong = Files.readAllBytes(EmbeddedModel.folder().resolve("unet/config.json"));
    wrong[5] ^= 1;
    hub.server.plan(path, FaultyServer.content(wrong));
    assertTrue(failure().contains("unet/config.json came damaged"));
  }

  @Test
  void lengthsThatAreLiesAreSeen() {
    hub.server.plan(
        UNET_PATH,
        FaultyServer.content(new byte[10]),
        FaultyServer.contentOfUnknownLength(new byte[20_000_000]));
    assertTrue(failure().contains("another version"));
    assertTrue(failure().contains("more than it promised"));
  }

  @Test
  void anotherRevisionIsFetchedWhereItDiffers() throws IOException {
    hub.server.plan(UNET_PATH, hub.server.cutAfter(100_000));
    failure();
    String newer = "f".repeat(40);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(EmbeddedModel.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(EmbeddedModel.folder().relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    files.get(UNET)[files.get(UNET).length - 1] ^= 1;
    hub.publish(ID, files, newer);
    Path model = install();
    assertArrayEquals(files.get(UNET), Files.readAllBytes(model.resolve(UNET)));
    assertEquals(List.of("all"), hub.server.ranges("/" + ID + "/resolve/" + newer + "/" + UNET));
    try (Stream<Path> left = Files.walk(model)) {
      assertTrue(left.noneMatch(file -> name(file).contains(".part")));
    }
  }

  @Test
  void aRedirectToAnotherServerDoesNotSeeTheToken() throws IOException {
    token = Optional.of("hf_secret");
    try (FaultyServer store = new FaultyServer()) {
      store.put("/blob?key=x", Files.readAllBytes(EmbeddedModel.folder().resolve(UNET)));
      hub.server.plan(UNET_PATH, FaultyServer.redirect(store.url("/blob?key=x")));
      install();
      assertInstalled();
      assertNull(store.requests().get(0).authorization());
      assertEquals("Bearer hf_secret", hub.server.requests().get(0).authorization());
    }
  }

  @Test
  void whoMayNotReadIsToldWhatToDo() {
    String question = "/api/models/" + ID + "/revision/main";
    hub.server.plan(question, FaultyServer.status(401, "X-Error-Code", "GatedRepo"));
    assertTrue(failure().contains("make a token at " + hub.url() + "/settings/tokens"));
    hub.server.plan(question, FaultyServer.status(403, "X-Error-Code", "GatedRepo"));
    assertTrue(failure().contains("accept its terms there"));
    token = Optional.of("hf_secret");
    hub.server.plan(question, FaultyServer.status(401, "X-Error-Code", "GatedRepo"));
    String message = failure();
    assertTrue(message.contains("does not accept the token"), message);
    assertFalse(message.contains("hf_secret"), message);
    hub.server.plan(UNET_PATH, FaultyServer.status(403));
    assertTrue(failure().contains("accept its terms there"));
  }

  @Test
  void aCopyIsTakenWhenTheFirstHasItNoMore() throws IOException {
    hub.publish(COPY, EmbeddedModel.folder());
    hub.server.plan("/api/models/" + ID + "/revision/main", FaultyServer.status(404));
    assertEquals(hub.url() + "/" + COPY, ask().source());
    hub.server.plan("/api/models/" + ID + "/revision/main", FaultyServer.status(401));
    install();
    assertInstalled();
  }

  @Test
  void aModelThatIsNowhereIsSaid() {
    hub.server.plan("/api/models/" + ID + "/revision/main", FaultyServer.status(404));
    assertTrue(failure().contains(ID + " is not on " + hub.url()));
  }

  @Test
  void aBusyHubIsWaitedForAndThenGivenUp() throws IOException {
    patience = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(2), HttpFailure::isPassing);
    String question = "/api/models/" + ID + "/revision/main";
    hub.server.plan(question, FaultyServer.status(429, "Retry-After", "0"));
    hub.server.plan(UNET_PATH, FaultyServer.status(503), FaultyServer.status(503));
    install();
    assertInstalled();
    assertTrue(progress.stream().anyMatch(p -> p.phase() == DownloadProgress.Phase.WAITING));
  }

  @Test
  void aBusyHubIsASentenceInTheEnd() {
    hub.server.plan(
        "/api/models/" + ID + "/revision/main",
        FaultyServer.status(429, "Retry-After", "600"),
        FaultyServer.status(503));
    assertTrue(failure().contains("in 10 minutes"));
    assertTrue(failure().contains("503"));
  }

  @Test
  void aPortalInBetweenIsSaid() {
    hub.server.plan(
        "/api/models/" + ID + "/revision/main",
        FaultyServer.content("<html>Please log in</html>".getBytes(StandardCharsets.UTF_8)),
        FaultyServer.content("{}".getBytes(StandardCharsets.UTF_8)));
    assertTrue(failure().contains("does not answer as a hub would"));
    assertTrue(failure().contains("does not answer as a hub would"));
  }

  @Test
  void aFileThatWouldLeaveTheFolderIsRefused() {
    hub.publish(ID, Map.of("unet/../../evil", new byte[3]), FaultyHub.REVISION);
    assertTrue(failure().contains("names a file that is none"));
  }

  @Test
  void aModelThatCannotBeUsedIsRefusedAndForgotten() {
    String message =
        assertThrows(
                EngineException.class,
                () ->
                    ask()
                        .install(
                            shelf.placeFor("emoji"),
                            path -> {
                              throw new EngineException("It has no U-Net.");
                            },
                            progress::add,
                            cancel))
            .getMessage();
    assertTrue(message.endsWith("cannot be used: It has no U-Net."), message);
    assertEquals(List.of(), shelf.models());
    assertEquals(List.of(), PartFolder.all(shelf.home()));
  }

  @Test
  void aSmallDiskIsSaidBeforeAnythingIsFetched() {
    ModelFetch fetch = ask();
    String message =
        assertThrows(EngineException.class, () -> fetch.checkSpace(fetch.bytes())).getMessage();
    assertTrue(message.contains("make room"), message);
    fetch.checkSpace(fetch.bytes() + 50_000_000);
    assertEquals(List.of(), hub.server.ranges(UNET_PATH));
  }

  @Test
  void cancellingKeepsWhatIsThere() throws IOException {
    assertThrows(
        CancellationException.class,
        () ->
            ask()
                .install(
                    shelf.placeFor("emoji"),
                    path -> {},
                    p -> {
                      if (p.done() > 100_000) {
                        cancel.cancel();
                      }
                    },
                    cancel));
    assertEquals(List.of(), shelf.models());
    assertTrue(PartFolder.all(shelf.home()).get(0).presentBytes() > 100_000);
  }

  @Test
  void twoAtOnceDoNotMix() throws IOException {
    PathLock lock = PathLock.take(shelf.home().resolve(".part/lock"), "");
    try {
      assertTrue(failure().contains("Another program"));
    } finally {
      lock.close();
    }
  }

  @Test
  void whatDiffusersWouldMissIsTakenOutOfTheIndex() throws IOException {
    Path index = install().resolve("model_index.json");
    String text = Files.readString(index).replaceAll("\\s", "");
    assertTrue(text.contains("\"safety_checker\":[null,null]"), text);
    assertTrue(text.contains("\"unet\":[\"diffusers\",\"UNet2DConditionModel\"]"), text);
  }
}
