// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;
import studio.bonsai.engine.fetch.Credentials;
import studio.bonsai.engine.fetch.Http;
import studio.bonsai.engine.fetch.Patience;

/**
 * The way to a hub.
 *
 * @param server a hub, or a mirror of one
 * @param known whether it is told a token
 */
public record HubAccess(URI server, Http http, boolean known, Patience questions, Patience files) {
  /** With the patience that downloads need. */
  public static HubAccess of(URI server, ProxySelector proxies, Optional<String> token) {
    return of(server, proxies, token, Patience.ofQuestions(), Patience.ofDownloads());
  }

  static HubAccess of(
      URI server,
      ProxySelector proxies,
      Optional<String> token,
      Patience questions,
      Patience files) {
    Optional<Credentials> credentials = token.map(t -> new Credentials(server, t));
    return new HubAccess(
        server, new Http(proxies, credentials), token.isPresent(), questions, files);
  }

  Hub hub() {
    return new Hub(server, http, questions, known);
  }
}
