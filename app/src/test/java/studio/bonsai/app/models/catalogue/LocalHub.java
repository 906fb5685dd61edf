// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hub in this process with one model, that may fall silent in the middle of a file. */
public final class LocalHub implements AutoCloseable {
  private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private volatile String silent = "";
  private volatile String lastRange = "";

  public LocalHub(String id, Path folder) throws IOException {
    Map<String, byte[]> published = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        published.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    String model = "/api/models/" + id;
    put(model + "/revision/main", "{\"sha\": \"" + REVISION + "\"}");
    put(
        model + "/tree/" + REVISION + "?recursive=true",
        published.entrySet().stream()
            .map(f -> entry(f.getKey(), f.getValue()))
            .collect(Collectors.joining(",", "[", "]")));
    published.forEach(
        (path, bytes) -> files.put("/" + id + "/resolve/" + REVISION + "/" + path, bytes));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on a file whose name ends so stops half way; empty for none. */
  public void fallSilentIn(String ending) {
    silent = ending;
  }

  /** The last range that was asked for. */
  public String lastRange() {
    return lastRange;
  }

  private void put(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String entry(String path, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return String.format(
          "{\"type\": \"file\", \"oid\": \"%s\", \"size\": %d, \"path\": \"%s\"}",
          HexFormat.of().formatHex(digest.digest(bytes)), bytes.length, path);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      byte[] whole = files.get(path);
      if (whole == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      if (range != null) {
        lastRange = range;
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
      }
      send(exchange, path, Arrays.copyOfRange(whole, from, whole.length), range != null);
    }
  }

  private void send(HttpExchange exchange, String path, byte[] bytes, boolean part)
      throws IOException {
    exchange.sendResponseHeaders(part ? 206 : 200, bytes.length);
    boolean stops = !silent.isEmpty() && path.endsWith(silent);
    exchange.getResponseBody().write(bytes, 0, stops ? bytes.length / 2 : bytes.length);
    exchange.getResponseBody().flush();
    if (stops) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
