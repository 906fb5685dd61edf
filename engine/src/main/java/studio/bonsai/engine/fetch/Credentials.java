// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.net.URI;
import java.util.Objects;

/**
 * A token, and the one server that may see it.
 *
 * @param server scheme, host and port count
 */
public record Credentials(URI server, String token) {
  public Credentials {
    Objects.requireNonNull(server, "server");
    if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("a token has letters and digits, and no spaces");
    }
  }

  /** Whether an address is on the server that may see the token. */
  boolean belongTo(URI url) {
    return url.getScheme().equalsIgnoreCase(server.getScheme())
        && url.getHost().equalsIgnoreCase(server.getHost())
        && port(url) == port(server);
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /** Tells nothing of the token: this may end up in a log. */
  @Override
  public String toString() {
    return "a token for " + server;
  }
}
