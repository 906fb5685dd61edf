// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A server of libraries in this process, as good or as bad as a test wants it. */
public final class LibraryServer implements AutoCloseable {
  private static final String FOLDER = "/cu128/linux-x86_64/native/lib/";

  private final HttpServer server;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private boolean knowsRanges = true;
  private String version = "1";
  private long breakAfter = Long.MAX_VALUE;

  /** Offers libraries of some bytes for CUDA, and one for the CPU that nobody wants. */
  public LibraryServer() throws IOException {
    for (String name : List.of("libc10.so", "libtorch.so", "libtorch_cpu.so", "libtorch_cuda.so")) {
      files.put(FOLDER + name + ".gz", gzip(content(name)));
    }
    files.put("/cpu/linux-x86_64/native/lib/libtorch.so.gz", gzip(new byte[10]));
    files.put("/files.txt", list().getBytes(StandardCharsets.UTF_8));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** What a library holds once unpacked. */
  public static byte[] content(String name) {
    byte[] bytes = new byte[100_000];
    new Random(name.hashCode()).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private String list() {
    StringBuilder list = new StringBuilder();
    files.keySet().forEach(f -> list.append(f.substring(1)).append('\n'));
    return list.toString();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Every answer from now on breaks after so many bytes. */
  public void breakAfter(long bytes) {
    breakAfter = bytes;
  }

  public void forgetRanges() {
    knowsRanges = false;
  }

  public void replaceFiles() {
    version = "2";
  }

  /** Damages a byte in the middle of a library. */
  public void damage(String name) {
    byte[] bytes = files.get(FOLDER + name + ".gz");
    bytes[bytes.length / 2] ^= 1;
  }

  public void offerNothing() {
    files.put(
        "/files.txt",
        "cpu/linux-x86_64/native/lib/libtorch.so.gz\n".getBytes(StandardCharsets.UTF_8));
  }

  public void offer(String path) {
    files.put("/files.txt", (path + "\n").getBytes(StandardCharsets.UTF_8));
    files.put("/" + path, new byte[100]);
  }

  public void remove(String name) {
    files.remove(FOLDER + name + ".gz");
  }

  /** The requests so far: path, and the range if one was asked for. */
  public List<String> requests() {
    synchronized (requests) {
      return new ArrayList<>(requests);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      synchronized (requests) {
        requests.add(
            path.substring(path.lastIndexOf('/') + 1) + (range == null ? "" : " " + range));
      }
      byte[] whole = files.get(path);
      if (whole == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().add("ETag", '"' + version + '"');
      if (range == null || !knowsRanges) {
        send(exchange, 200, whole);
      } else {
        int from = from(range.substring("bytes=".length()), whole.length);
        exchange
            .getResponseHeaders()
            .add("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        send(exchange, 206, Arrays.copyOfRange(whole, from, whole.length));
      }
    }
  }

  private static int from(String range, int length) {
    return range.startsWith("-")
        ? length + Integer.parseInt(range)
        : Integer.parseInt(range.substring(0, range.length() - 1));
  }

  private void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes, 0, (int) Math.min(bytes.length, breakAfter));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
