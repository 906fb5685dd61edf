// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.fetch.Http;
import studio.bonsai.engine.fetch.HttpAnswer;

/**
 * The libtorch for CUDA that DJL's makers publish: what it consists of and how large it is. Nothing
 * but a list and the ends of the files is read.
 *
 * @param source where it lies
 */
public record CudaOffer(String source, List<RemoteFile> files) {
  /** DJL's own server; its list names every file of every build. */
  static final String SERVER = "https://publish.djl.ai/pytorch/" + TorchLibrary.VERSION;

  /** Another place with the same files, for who cannot reach the first. */
  static final String SERVER_PROPERTY = "bonsai.libtorch.server";

  private static final String FLAVOUR = "cu128";
  private static final String PACKED = ".gz";
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

  /** How much larger a library is when unpacked, for servers that do not tell. */
  private static final int GUESSED_RATIO = 3;

  public CudaOffer {
    files = List.copyOf(files);
  }

  /**
   * Asks the server.
   *
   * @throws EngineException when it cannot be reached, or has nothing for this machine
   */
  public static CudaOffer ask(Surroundings surroundings) {
    String classifier = surroundings.classifier();
    if (!classifier.equals("linux-x86_64") && !classifier.equals("win-x86_64")) {
      throw new EngineException(
          "There is no libtorch for CUDA for "
              + classifier
              + ", only for 64-bit Intel and AMD processors under Linux and Windows.");
    }
    String server = surroundings.setting(SERVER_PROPERTY).orElse(SERVER);
    String folder = FLAVOUR + "/" + classifier + "/";
    Http http = surroundings.http();
    CancelToken cancel = CancelToken.none();
    List<RemoteFile> files =
        http.text(URI.create(server + "/files.txt"), cancel)
            .lines()
            .map(String::strip)
            .filter(l -> l.startsWith(folder) && l.endsWith(PACKED))
            .map(l -> ask(http, server, l))
            .toList();
    if (files.isEmpty()) {
      throw new EngineException(server + " offers no libtorch for CUDA for " + classifier + ".");
    }
    return new CudaOffer(server + "/" + folder, files);
  }

  private static RemoteFile ask(Http http, String server, String path) {
    String file = path.substring(path.lastIndexOf('/') + 1, path.length() - PACKED.length());
    String name = URLDecoder.decode(file, StandardCharsets.UTF_8);
    if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
      throw new EngineException(server + " names a file that is none: " + path + ".");
    }
    String url = server + "/" + path;
    return http.get(
        URI.create(url),
        Map.of("Range", "bytes=-4"),
        CancelToken.none(),
        answer -> described(url, name, answer));
  }

  /** gzip ends with the unpacked size. */
  private static RemoteFile described(String url, String name, HttpAnswer answer)
      throws IOException {
    String tag = answer.header("ETag").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
    if (answer.isPartial() && matcher.matches()) {
      byte[] end = answer.body().readNBytes(Integer.BYTES);
      if (end.length < Integer.BYTES) {
        throw new IOException("the answer is too short");
      }
      int size = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
      return new RemoteFile(
          url, name, Long.parseLong(matcher.group(1)), Integer.toUnsignedLong(size), tag);
    }
    long length =
        answer.length().orElseThrow(() -> new IOException("the server does not tell its size"));
    return new RemoteFile(url, name, length, length * GUESSED_RATIO, tag);
  }

  /** Bytes to fetch. */
  public long compressed() {
    return files.stream().mapToLong(RemoteFile::compressed).sum();
  }

  /** Bytes on the disk when all is done. */
  public long unpacked() {
    return files.stream().mapToLong(RemoteFile::unpacked).sum();
  }
}
