// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server in this process that does what it should, until a test plans a fault. */
public final class FaultyServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile String tag = "\"1\"";

  /** What was asked, with the headers that count; null where there was none. */
  public record Request(String path, String range, String ifRange, String authorization) {}

  /** How to answer one request. */
  @FunctionalInterface
  public interface Fault {
    void answer(HttpExchange exchange, byte[] whole) throws IOException;
  }

  public FaultyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public void put(String path, byte[] content) {
    files.put(path, content.clone());
  }

  /** From now on all files are another version. */
  public void changeTag(String newTag) {
    tag = newTag;
  }

  /** The next request for that path goes wrong; several are planned one after another. */
  public void plan(String path, Fault... next) {
    faults.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(List.of(next));
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The ranges that were asked for of a file, with "all" for the whole. */
  public List<String> ranges(String path) {
    return requests.stream()
        .filter(r -> r.path().equals(path))
        .map(r -> r.range() == null ? "all" : r.range().substring("bytes=".length()))
        .toList();
  }

  /** Refuses with a status and headers, given as name and value. */
  public static Fault status(int status, String... headers) {
    return (exchange, whole) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  public static Fault redirect(URI target) {
    return status(302, "Location", target.toString());
  }

  /** Sends so many bytes and cuts the connection. */
  public Fault cutAfter(int bytes) {
    return (exchange, whole) -> {
      byte[] rest = begin(exchange, whole, true);
      exchange.getResponseBody().write(rest, 0, bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** Sends so many bytes and then nothing more. */
  public Fault stallAfter(int bytes) {
    return (exchange, whole) -> {
      cutAfter(bytes).answer(exchange, whole);
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Sends all of the file, whatever part was asked for. */
  public Fault ignoreRange() {
    return (exchange, whole) -> exchange.getResponseBody().write(begin(exchange, whole, false));
  }

  /** Sends another content, and calls its length its own. */
  public static Fault content(byte[] other) {
    return (exchange, whole) -> {
      exchange.sendResponseHeaders(200, other.length);
      exchange.getResponseBody().write(other);
    };
  }

  /** Sends another content without telling its length. */
  public static Fault contentOfUnknownLength(byte[] other) {
    return (exchange, whole) -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(other);
    };
  }

  /** Sends the part that was asked for although it is of another version. */
  public Fault partOfAnotherVersion(byte[] other, String otherTag) {
    return (exchange, whole) -> {
      exchange.getResponseHeaders().set("ETag", otherTag);
      exchange.getResponseBody().write(part(exchange, other));
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      String path = exchange.getRequestURI().toString();
      requests.add(
          new Request(
              path,
              headers.getFirst("Range"),
              headers.getFirst("If-Range"),
              headers.getFirst("Authorization")));
      Deque<Fault> planned = faults.getOrDefault(path, new ArrayDeque<>());
      byte[] whole = files.get(path);
      if (!planned.isEmpty()) {
        planned.remove().answer(exchange, whole);
      } else if (whole == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.getResponseBody().write(begin(exchange, whole, true));
      }
    }
  }

  /** Sends the headers; gives the bytes that shall follow. */
  private byte[] begin(HttpExchange exchange, byte[] whole, boolean ranges) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.putIfAbsent("ETag", List.of(tag));
    String range = exchange.getRequestHeaders().getFirst("Range");
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    boolean same = ifRange == null || ifRange.equals(headers.getFirst("ETag"));
    if (range == null || !ranges || !same) {
      exchange.sendResponseHeaders(200, whole.length == 0 ? -1 : whole.length);
      return whole;
    }
    return part(exchange, whole);
  }

  private static byte[] part(HttpExchange exchange, byte[] whole) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    if (from >= whole.length) {
      exchange.sendResponseHeaders(416, -1);
      return new byte[0];
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
    exchange.sendResponseHeaders(206, whole.length - from);
    return Arrays.copyOfRange(whole, from, whole.length);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
