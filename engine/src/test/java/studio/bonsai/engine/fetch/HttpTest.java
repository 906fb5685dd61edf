// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

class HttpTest {
  private static final String SECRET = "hf_secret";
  private FaultyServer server;
  private FaultyServer elsewhere;
  private Http http;

  @BeforeEach
  void start() throws IOException {
    server = new FaultyServer();
    elsewhere = new FaultyServer();
    Credentials credentials = new Credentials(server.url("/"), SECRET);
    http = new Http(new Proxies(Optional.empty(), name -> null), Optional.of(credentials));
    server.put("/here", "here".getBytes(StandardCharsets.UTF_8));
    elsewhere.put("/there?key=x", "there".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  private String text(URI url) {
    return http.text(url, CancelToken.none());
  }

  @Test
  void theTokenIsShownToItsOwnServer() {
    assertEquals("here", text(server.url("/here")));
    assertEquals("Bearer " + SECRET, server.requests().get(0).authorization());
  }

  @Test
  void theTokenStaysAtHomeWhenARedirectLeadsElsewhere() {
    server.plan("/here", FaultyServer.redirect(elsewhere.url("/there?key=x")));
    assertEquals("there", text(server.url("/here")));
    assertNull(elsewhere.requests().get(0).authorization());
  }

  @Test
  void aRelativeRedirectKeepsTheToken() {
    server.plan("/old", FaultyServer.status(307, "Location", "/here"));
    assertEquals("here", text(server.url("/old")));
    assertEquals("Bearer " + SECRET, server.requests().get(1).authorization());
  }

  @Test
  void circlesEnd() {
    for (int i = 0; i < 20; i++) {
      server.plan("/here", FaultyServer.redirect(server.url("/here")));
    }
    String message =
        assertThrows(EngineException.class, () -> text(server.url("/here"))).getMessage();
    assertTrue(message.contains("in circles"), message);
  }

  @Test
  void aRedirectToNowhereIsSaid() {
    for (String target : new String[] {"file:///etc/passwd", "http://[", "::"}) {
      server.plan("/here", FaultyServer.status(302, "Location", target));
      String message =
          assertThrows(EngineException.class, () -> text(server.url("/here"))).getMessage();
      assertTrue(message.contains("not safe"), message);
    }
  }

  @Test
  void whatFollowsTheQuestionMarkIsNotRepeated() {
    server.plan("/here", FaultyServer.redirect(elsewhere.url("/gone?key=secret")));
    String message = assertThrows(HttpFailure.class, () -> text(server.url("/here"))).getMessage();
    assertTrue(message.contains("/gone cannot be fetched"), message);
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void aTokenIsNeverPrinted() {
    assertFalse(new Credentials(server.url("/"), SECRET).toString().contains(SECRET));
  }

  @Test
  void aTokenWithALineBreakIsNone() {
    assertThrows(
        IllegalArgumentException.class, () -> new Credentials(server.url("/"), "a\nHost: b"));
  }

  @Test
  void aServerThatIsGoneIsASentence() {
    server.close();
    String message = assertThrows(HttpFailure.class, () -> text(server.url("/here"))).getMessage();
    assertTrue(message.contains("nobody answers"), message);
  }
}
