// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import studio.bonsai.engine.EngineException;

/** A server that refuses, or cannot be reached. */
public final class HttpFailure extends EngineException {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY = 429;

  private final int status;
  private final String code;
  private final transient Optional<Duration> retryAfter;

  private HttpFailure(
      String message, int status, String code, Optional<Duration> retryAfter, Throwable cause) {
    super(kind(status), message, cause);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  private static Kind kind(int status) {
    if (status == 0) {
      return Kind.NO_CONNECTION;
    }
    return isBusyAnswer(status) ? Kind.SERVER_BUSY : Kind.OTHER;
  }

  static HttpFailure refused(HttpAnswer answer) {
    int status = answer.status();
    Optional<Duration> wait = answer.header("Retry-After").flatMap(RetryAfter::parse);
    return new HttpFailure(
        shown(answer.url()) + " cannot be fetched: " + advice(status, wait),
        status,
        answer.header("X-Error-Code").orElse(""),
        wait,
        null);
  }

  static HttpFailure broken(URI url, IOException cause) {
    return new HttpFailure(
        shown(url) + " cannot be fetched: " + reason(cause), 0, "", Optional.empty(), cause);
  }

  /** The server's answer; empty when there was none, or it broke off. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** The hub's own word for what is wrong, as in GatedRepo; may be empty. */
  public String code() {
    return code;
  }

  /** How long the server asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }

  /** Whether trying again may help. */
  public boolean isPassing() {
    return status == 0 || isBusy();
  }

  /** Whether the server itself says that it cannot at the moment. */
  public boolean isBusy() {
    return isBusyAnswer(status);
  }

  private static boolean isBusyAnswer(int status) {
    return status == TOO_MANY || status >= 500;
  }

  /** An address without what follows the question mark: that may be a key. */
  public static String shown(URI url) {
    return url.getScheme() + "://" + url.getAuthority() + url.getPath();
  }

  private static String advice(int status, Optional<Duration> wait) {
    return switch (status) {
      case 401 -> "the server answers 401: it wants a token, or does not accept the one it got.";
      case 403 -> "the server answers 403: this token may not read it.";
      case 404, 410 -> "the server answers " + status + ": it is not there, or not any more.";
      case 407 -> "the proxy answers 407: it wants a name and a password. Choose another proxy.";
      case TOO_MANY ->
          "the server answers 429: too many requests. Try again "
              + wait.map(RetryAfter::words).orElse("in a few minutes")
              + "; what was fetched is kept.";
      default ->
          "the server answers "
              + status
              + ". Try again "
              + wait.map(RetryAfter::words).orElse("later")
              + "; what was fetched is kept.";
    };
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException || e.getCause() instanceof UnresolvedAddressException) {
      return "the server is not found. Check the connection to the internet, or the proxy.";
    }
    if (e instanceof ConnectException) {
      return "nobody answers at that address. Check the connection to the internet, or the proxy.";
    }
    if (e instanceof HttpTimeoutException || e instanceof InterruptedIOException) {
      return "the server does not answer. Try again; what was fetched is kept.";
    }
    if (e instanceof SSLException) {
      return "no safe connection (" + e.getMessage() + "). Check the clock, or the proxy.";
    }
    return "the connection broke ("
        + e.getMessage()
        + "). Check the connection and try again; what was fetched is kept.";
  }
}
