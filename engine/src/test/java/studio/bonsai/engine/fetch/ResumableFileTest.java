// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

@Timeout(60)
class ResumableFileTest {
  private static final String FILE = "/file";
  private static final byte[] CONTENT = random(300_000, 1);
  private static final Duration SILENCE = Duration.ofMillis(300);

  @TempDir Path folder;
  private FaultyServer server;
  private ResumableFile file;
  private final CancelToken cancel = new CancelToken();
  private final List<Long> progress = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void start() throws IOException {
    server = new FaultyServer();
    server.put(FILE, CONTENT);
    Http http = new Http(new Proxies(Optional.empty(), name -> null), Optional.empty(), SILENCE);
    file = new ResumableFile(http, server.url(FILE), folder.resolve("a/file.part"), CONTENT.length);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void fetch(Patience patience) {
    file.fetch(patience, new ResumableFile.Listener(progress::add, waits::add), cancel);
  }

  private static Patience patient() {
    return new Patience(2, Duration.ofMillis(1), Duration.ofMillis(4), HttpFailure::isPassing);
  }

  private String failure() {
    String message = assertThrows(EngineException.class, () -> fetch(Patience.none())).getMessage();
    assertEquals(1, message.lines().count());
    return message;
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(CONTENT, Files.readAllBytes(file.part()));
  }

  @Test
  void progressRisesToTheEnd() throws IOException {
    fetch(Patience.none());
    assertWhole();
    assertEquals(progress.stream().sorted().toList(), progress);
    assertEquals(CONTENT.length, progress.get(progress.size() - 1));
  }

  @Test
  void aCutConnectionIsTakenUpWhereItBrokeWithoutCounting() throws IOException {
    for (int i = 0; i < 5; i++) {
      server.plan(FILE, server.cutAfter(50_000));
    }
    fetch(patient());
    assertWhole();
    assertEquals(
        List.of("all", "50000-", "100000-", "150000-", "200000-", "250000-"), server.ranges(FILE));
    assertEquals("\"1\"", server.requests().get(1).ifRange());
    assertEquals(List.of(), waits);
  }

  @Test
  void withoutPatienceWhatCameIsKeptForTheNextCall() throws IOException {
    server.plan(FILE, server.cutAfter(50_000));
    assertTrue(failure().contains("what was fetched is kept"));
    fetch(Patience.none());
    assertWhole();
    assertEquals(List.of("all", "50000-"), server.ranges(FILE));
  }

  @Test
  void aConnectionThatBringsNothingCounts() {
    server.plan(FILE, server.cutAfter(0), server.cutAfter(0), server.cutAfter(0));
    assertThrows(HttpFailure.class, () -> fetch(patient()));
    assertEquals(2, waits.size());
  }

  @Test
  void aSilentServerIsGivenUp() throws IOException {
    server.plan(FILE, server.stallAfter(50_000));
    assertTrue(failure().contains("does not answer"));
    fetch(Patience.none());
    assertWhole();
  }

  @Test
  void anotherVersionIsFetchedFromTheBeginning() throws IOException {
    server.plan(FILE, server.cutAfter(50_000));
    assertThrows(EngineException.class, () -> fetch(Patience.none()));
    byte[] other = random(CONTENT.length, 2);
    server.put(FILE, other);
    server.changeTag("\"2\"");
    fetch(Patience.none());
    assertArrayEquals(other, Files.readAllBytes(file.part()));
  }

  @Test
  void aPartOfAnotherVersionIsNotGluedOn() throws IOException {
    byte[] other = random(CONTENT.length, 2);
    server.plan(FILE, server.cutAfter(50_000), server.partOfAnotherVersion(other, "\"2\""));
    fetch(patient());
    assertWhole();
    assertEquals(List.of("all", "50000-", "all"), server.ranges(FILE));
  }

  @Test
  void aServerThatIgnoresRangesIsReadFromTheBeginning() throws IOException {
    server.plan(FILE, server.cutAfter(50_000), server.ignoreRange());
    fetch(patient());
    assertWhole();
  }

  @Test
  void aShorterFileIsRefused() {
    server.plan(FILE, FaultyServer.content(random(1000, 1)));
    assertTrue(failure().contains("another version"));
    assertEquals(0, file.present());
  }

  @Test
  void aLongerFileIsRefused() {
    server.plan(FILE, FaultyServer.content(random(CONTENT.length + 1, 1)));
    assertTrue(failure().contains("another version"));
  }

  @Test
  void moreThanPromisedIsRefusedAndForgotten() {
    server.plan(FILE, FaultyServer.contentOfUnknownLength(random(CONTENT.length + 1, 1)));
    assertTrue(failure().contains("more than it promised"));
    assertFalse(Files.exists(file.part()));
  }

  @Test
  void lessThanPromisedIsABrokenConnection() throws IOException {
    server.plan(FILE, FaultyServer.contentOfUnknownLength(new byte[0]));
    assertTrue(failure().contains("what was fetched is kept"));
    fetch(Patience.none());
    assertWhole();
  }

  @Test
  void aPartThatIsTooLongIsForgotten() throws IOException {
    Files.createDirectories(file.part().getParent());
    Files.write(file.part(), random(CONTENT.length + 5, 3));
    fetch(Patience.none());
    assertWhole();
  }

  @Test
  void aRangeThatIsNotThereAnyMoreStartsAnew() throws IOException {
    server.plan(FILE, server.cutAfter(50_000), FaultyServer.status(416));
    fetch(patient());
    assertWhole();
  }

  @Test
  void aBusyServerIsWaitedForAsItAsks() throws IOException {
    server.plan(FILE, FaultyServer.status(429, "Retry-After", "0"), FaultyServer.status(503));
    fetch(patient());
    assertWhole();
    assertEquals(Duration.ZERO, waits.get(0));
    assertEquals(2, waits.size());
  }

  @Test
  void aServerThatAsksForTooLongIsLeftAlone() {
    server.plan(FILE, FaultyServer.status(503, "Retry-After", "3600"));
    String message = assertThrows(HttpFailure.class, () -> fetch(patient())).getMessage();
    assertTrue(message.contains("503") && message.contains("in 60 minutes"), message);
    assertEquals(List.of(), waits);
  }

  @Test
  void aRefusalIsFinal() {
    for (int status : List.of(401, 403, 404, 407)) {
      server.plan(FILE, FaultyServer.status(status));
      String message = assertThrows(HttpFailure.class, () -> fetch(patient())).getMessage();
      assertTrue(message.contains("answers " + status), message);
    }
    assertEquals(List.of(), waits);
  }

  @Test
  void cancellingEndsAStalledDownloadAtOnceAndKeepsWhatCame() {
    server.plan(FILE, server.stallAfter(50_000));
    Http patientHttp = new Http(new Proxies(Optional.empty(), n -> null), Optional.empty());
    ResumableFile stalled = new ResumableFile(patientHttp, file.url(), file.part(), file.size());
    assertThrows(
        CancellationException.class,
        () ->
            stalled.fetch(
                patient(),
                new ResumableFile.Listener(
                    n -> {
                      if (n >= 50_000) {
                        cancel.cancel();
                      }
                    },
                    waits::add),
                cancel));
    assertEquals(50_000, stalled.present());
  }

  @Test
  void cancellingEndsTheWaitBetweenAttempts() {
    server.plan(FILE, FaultyServer.status(503));
    Patience hour =
        new Patience(1, Duration.ofHours(1), Duration.ofHours(2), HttpFailure::isPassing);
    ResumableFile.Listener listener =
        new ResumableFile.Listener(progress::add, wait -> new Thread(cancel::cancel).start());
    assertThrows(CancellationException.class, () -> file.fetch(hour, listener, cancel));
  }
}
