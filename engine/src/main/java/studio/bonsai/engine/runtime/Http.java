// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import studio.bonsai.engine.EngineException;

/** Reads from a server; whatever goes wrong is said in a sentence. */
final class Http {
  private static final int TIMEOUT_MS = 30_000;

  private Http() {}

  /** What to do with a server's answer. */
  @FunctionalInterface
  interface Answer<T> {
    T read(HttpURLConnection connection, InputStream body) throws IOException;
  }

  /**
   * Asks for a file or a part of it.
   *
   * @param range as in "bytes=100-"; empty for all
   * @throws EngineException when the server cannot be reached or refuses
   */
  static <T> T get(String url, String range, Answer<T> answer) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      if (!range.isEmpty()) {
        connection.setRequestProperty("Range", range);
      }
      try {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
          throw new EngineException(
              url + " cannot be fetched: the server answers " + status + ". Try again later.");
        }
        try (InputStream body = connection.getInputStream()) {
          return answer.read(connection, body);
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw new EngineException(url + " cannot be fetched: " + reason(e), e);
    }
  }

  static String text(String url) {
    return get(
        url, "", (connection, body) -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "the server is not found. Check the connection to the internet, or the proxy.";
    }
    if (e instanceof SocketTimeoutException) {
      return "the server does not answer. Try again; what was fetched is kept.";
    }
    return e.getMessage() + ". Check the connection and try again; what was fetched is kept.";
  }
}
