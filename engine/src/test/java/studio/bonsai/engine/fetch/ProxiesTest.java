// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static final URI HUB = URI.create("https://huggingface.co/api");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HTTPS_PROXY", "http://127.0.0.2:3128", "no_proxy", "localhost,.example.org");

  private static String way(Optional<String> own, URI url) {
    List<Proxy> ways = new Proxies(own, ENVIRONMENT::get).select(url);
    assertEquals(1, ways.size());
    return String.valueOf(ways.get(0).address());
  }

  @Test
  void theUsersOwnProxyComesFirst() {
    assertEquals("/127.0.0.3:8080", way(Optional.of("127.0.0.3:8080"), HUB));
  }

  @Test
  void theEnvironmentsProxyComesNext() {
    assertEquals("/127.0.0.2:3128", way(Optional.empty(), HUB));
  }

  @Test
  void theEnvironmentsExceptionsGoStraight() {
    assertEquals("null", way(Optional.empty(), URI.create("https://mirror.example.org/")));
  }

  @Test
  void thisMachineIsNextDoor() {
    assertEquals("null", way(Optional.of("127.0.0.3:8080"), URI.create("http://127.0.0.1:90/")));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String text : List.of("", "proxy", "socks://proxy:1080", "http://proxy", "a b:80")) {
      assertThrows(IllegalArgumentException.class, () -> Proxies.parse(text), text);
    }
  }
}
