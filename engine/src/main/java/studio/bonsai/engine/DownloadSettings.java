// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import studio.bonsai.engine.fetch.Proxies;

/**
 * How models are fetched.
 *
 * @param hub the server; a mirror of Hugging Face's will do
 * @param proxy as host:port; empty for the system's
 */
public record DownloadSettings(URI hub, Optional<String> proxy) {
  public static final URI USUAL_HUB = URI.create("https://huggingface.co");

  public DownloadSettings {
    Objects.requireNonNull(hub, "hub");
    proxy.ifPresent(Proxies::parse);
  }

  /** Hugging Face itself, through the system's proxy. */
  public static DownloadSettings usual() {
    return new DownloadSettings(USUAL_HUB, Optional.empty());
  }

  /**
   * Reads both from text; nothing stands for the usual.
   *
   * @throws IllegalArgumentException with a sentence when one is no address
   */
  public static DownloadSettings parse(String hub, String proxy) {
    return new DownloadSettings(
        hub.isBlank() ? USUAL_HUB : address(hub.strip()),
        Optional.of(proxy.strip()).filter(p -> !p.isEmpty()));
  }

  private static URI address(String text) {
    try {
      URI uri = URI.create(text.replaceAll("/+$", ""));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "A mirror is an address as https://hub.example.org, got '" + text + "'.");
  }
}
