// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

/**
 * Reads from servers. Redirects are followed here, one by one, for a token must not travel to
 * another server; nothing that is sent or received is ever logged.
 */
public final class Http {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_REDIRECTS = 8;
  private static final int LONGEST_TEXT = 1 << 25;
  private static final long LOOK_MS = 100;

  private final HttpClient client;
  private final Optional<Credentials> credentials;
  private final Duration timeout;

  /** What to do with a server's answer. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(HttpAnswer answer) throws IOException;
  }

  public Http(ProxySelector proxies, Optional<Credentials> credentials) {
    this(proxies, credentials, TIMEOUT);
  }

  /**
   * @param timeout how long a server may be silent
   */
  public Http(ProxySelector proxies, Optional<Credentials> credentials, Duration timeout) {
    this.credentials = credentials;
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxies)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Asks for a file or a part of it.
   *
   * @param headers as {@code Range}
   * @throws HttpFailure when the server cannot be reached, breaks off or refuses
   * @throws CancellationException as soon as it is cancelled
   */
  public <T> T get(URI url, Map<String, String> headers, CancelToken cancel, Reader<T> reader) {
    URI at = url;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      cancel.throwIfCancelled();
      Optional<URI> target;
      try {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(at, headers, cancel);
        BodyStream body = new BodyStream(timeout, cancel);
        response.body().subscribe(body);
        try (InputStream closing = body) {
          HttpAnswer answer =
              new HttpAnswer(at, response.statusCode(), response.headers(), closing);
          target = redirect(answer);
          if (target.isEmpty()) {
            return read(answer, reader);
          }
        }
      } catch (IOException e) {
        throw HttpFailure.broken(at, e);
      }
      at = target.get();
    }
    throw new EngineException(
        HttpFailure.shown(url) + " leads in circles. Choose another server in the settings.");
  }

  /** A text, whole. */
  public String text(URI url, CancelToken cancel) {
    return get(url, Map.of(), cancel, Http::text);
  }

  /** The body of an answer as a text. */
  public static String text(HttpAnswer answer) throws IOException {
    byte[] bytes = answer.body().readNBytes(LONGEST_TEXT);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static <T> T read(HttpAnswer answer, Reader<T> reader) throws IOException {
    if (answer.status() != 200 && answer.status() != HttpAnswer.PARTIAL) {
      throw HttpFailure.refused(answer);
    }
    return reader.read(answer);
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(
      URI url, Map<String, String> headers, CancelToken cancel) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
    headers.forEach(request::header);
    credentials
        .filter(c -> c.belongTo(url))
        .ifPresent(c -> request.header("Authorization", "Bearer " + c.token()));
    return await(client.sendAsync(request.build(), BodyHandlers.ofPublisher()), cancel);
  }

  private static <T> T await(CompletableFuture<T> future, CancelToken cancel) throws IOException {
    try {
      while (true) {
        try {
          return future.get(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          cancel.throwIfCancelled();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      boolean unused = future.cancel(true);
    }
  }

  private static Optional<URI> redirect(HttpAnswer answer) {
    boolean redirects =
        switch (answer.status()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    return redirects ? Optional.of(target(answer)) : Optional.empty();
  }

  private static URI target(HttpAnswer answer) {
    try {
      URI target = answer.url().resolve(answer.header("Location").orElseThrow());
      boolean unsafe = isHttps(answer.url()) && !isHttps(target);
      if (!unsafe && target.getHost() != null && target.getScheme().startsWith("http")) {
        return target;
      }
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      // An address that is none leads nowhere, as those below.
    }
    throw new EngineException(
        HttpFailure.shown(answer.url())
            + " leads to an address that is none, or not safe. Choose another server in the"
            + " settings.");
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }
}
