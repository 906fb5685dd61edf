// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.bonsai.engine.fetch.FaultyServer;

/** A hub in this process that does what it should, until a test plans a fault. */
public final class FaultyHub implements AutoCloseable {
  public static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  /** Larger files are told with their SHA-256, as Git LFS has them. */
  private static final int LARGE = 10_000;

  public final FaultyServer server;

  public FaultyHub() throws IOException {
    server = new FaultyServer();
  }

  public URI url() {
    return URI.create(server.url("").toString());
  }

  /** Publishes a folder, with files that nobody needs besides. */
  public void publish(String id, Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.put(path, Files.readAllBytes(file));
      }
    }
    files.put("safety_checker/model.safetensors", new byte[LARGE + 1]);
    files.put("unet/diffusion_pytorch_model.bin", new byte[LARGE + 1]);
    files.put("unet/diffusion_pytorch_model.non_ema.safetensors", new byte[LARGE + 1]);
    publish(id, files, REVISION);
  }

  public void publish(String id, Map<String, byte[]> files, String revision) {
    put("/api/models/" + id + "/revision/main", "{\"id\": \"x\", \"sha\": \"" + revision + "\"}");
    put(
        "/api/models/" + id + "/tree/" + revision + "?recursive=true",
        files.entrySet().stream()
            .map(f -> entry(f.getKey(), f.getValue()))
            .collect(
                Collectors.joining(",", "[{\"type\": \"directory\", \"path\": \"unet\"},", "]")));
    files.forEach(
        (path, bytes) -> server.put("/" + id + "/resolve/" + revision + "/" + path, bytes));
  }

  private void put(String path, String text) {
    server.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where a file of a published model lies. */
  public static String path(String id, String file) {
    return "/" + id + "/resolve/" + REVISION + "/" + file;
  }

  private static String entry(String path, byte[] bytes) {
    String blob = hex("SHA-1", concat("blob " + bytes.length + "\0", bytes));
    String lfs =
        bytes.length > LARGE
            ? String.format(
                ", \"lfs\": {\"oid\": \"%s\", \"size\": %d, \"pointerSize\": 134}",
                hex("SHA-256", bytes), bytes.length)
            : "";
    return String.format(
        "{\"type\": \"file\", \"oid\": \"%s\", \"size\": %d, \"path\": \"%s\"%s}",
        blob, bytes.length, path, lfs);
  }

  private static byte[] concat(String head, byte[] bytes) {
    byte[] begin = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[begin.length + bytes.length];
    System.arraycopy(begin, 0, all, 0, begin.length);
    System.arraycopy(bytes, 0, all, begin.length, bytes.length);
    return all;
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
