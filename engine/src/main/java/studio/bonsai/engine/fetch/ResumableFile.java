// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * A file on a server that comes piece by piece: whatever was fetched lies in a part file, and the
 * next attempt goes on there, if the server still has the same version. Its content is for the
 * caller to check.
 *
 * @param part grows as bytes come; beside it lies what the server calls this version
 * @param size that it is known to have
 */
public record ResumableFile(Http http, URI url, Path part, long size) {
  private static final int BUFFER = 1 << 18;
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

  /** What an attempt tells: bytes that are there, and how long it waits after a failure. */
  public record Listener(LongConsumer progress, Consumer<Duration> waiting) {}

  /**
   * Fetches what is missing.
   *
   * @throws HttpFailure when the server refuses or breaks off and patience is at its end
   * @throws EngineException when the server has another file, or the disk is full
   * @throws java.util.concurrent.CancellationException as soon as it is cancelled; what came stays
   */
  public void fetch(Patience patience, Listener listener, CancelToken cancel) {
    try {
      Files.createDirectories(part.toAbsolutePath().getParent());
      if (present() > size) {
        discard();
      }
      patience.run(() -> attempt(patience, listener, cancel), listener.waiting(), cancel);
      Files.deleteIfExists(tagFile());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Goes on for as long as each connection brings something. */
  private void attempt(Patience patience, Listener listener, CancelToken cancel) {
    while (present() < size) {
      long before = present();
      try {
        http.get(url, headers(before), cancel, answer -> take(answer, before, listener));
      } catch (HttpFailure e) {
        boolean outOfRange = e.status().orElse(0) == 416 && before > 0;
        if (outOfRange) {
          discard();
        } else if (present() <= before || !patience.worthwhile().test(e)) {
          throw e;
        }
      }
    }
  }

  private Map<String, String> headers(long have) {
    Map<String, String> headers = new HashMap<>();
    if (have > 0) {
      headers.put("Range", "bytes=" + have + "-");
      tag().ifPresent(tag -> headers.put("If-Range", tag));
    }
    return headers;
  }

  private Void take(HttpAnswer answer, long have, Listener listener) throws IOException {
    if (have > 0 && answer.isPartial() && !goesOn(answer, have)) {
      discard();
      return null;
    }
    long begin = answer.isPartial() ? have : 0;
    checkSize(answer, begin);
    keepTag(answer);
    long done = append(answer, begin, listener.progress());
    if (done < size) {
      throw new IOException("the server sent less than it promised");
    }
    return null;
  }

  /** Another version, or another place in the file, must not be glued to what is there. */
  private boolean goesOn(HttpAnswer answer, long have) {
    Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
    boolean here = range.matches() && range.group(1).equals(Long.toString(have));
    Optional<String> now = answer.header("ETag");
    return here && (now.isEmpty() || tag().isEmpty() || now.equals(tag()));
  }

  private void checkSize(HttpAnswer answer, long begin) {
    long promised = answer.length().isPresent() ? begin + answer.length().getAsLong() : size;
    if (promised != size) {
      throw new EngineException(
          HttpFailure.shown(url)
              + " has "
              + promised
              + " bytes there, and should have "
              + size
              + ": it is another version, or something in between replaced it. Try again later, or"
              + " choose another server in the settings.");
    }
  }

  private long append(HttpAnswer answer, long begin, LongConsumer progress) throws IOException {
    StandardOpenOption mode =
        begin > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    byte[] buffer = new byte[BUFFER];
    long done = begin;
    try (OutputStream out = open(mode)) {
      for (int n = answer.body().read(buffer); n >= 0; n = answer.body().read(buffer)) {
        done += n;
        if (done > size) {
          break;
        }
        write(out, buffer, n);
        progress.accept(done);
      }
    }
    if (done > size) {
      discard();
      throw new EngineException(
          HttpFailure.shown(url)
              + " sends more than it promised. Try again later, or choose another server in the"
              + " settings.");
    }
    return done;
  }

  private OutputStream open(StandardOpenOption mode) {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** A full disk must not look like a broken connection. */
  private void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private EngineException unwritable(IOException e) {
    return new EngineException("Cannot write " + part + ": " + FileFailure.reason(e), e);
  }

  /** Bytes that are there already. */
  public long present() {
    try {
      return Files.exists(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Forgets what was fetched. */
  public void discard() {
    try {
      Files.deleteIfExists(part);
      Files.deleteIfExists(tagFile());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Path tagFile() {
    return part.resolveSibling(part.getFileName() + ".etag");
  }

  /** What the server calls the version that the part is of. */
  private Optional<String> tag() {
    try {
      return Files.exists(tagFile())
          ? Optional.of(Files.readString(tagFile())).filter(tag -> !tag.isBlank())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Weak tags promise nothing about bytes. */
  private void keepTag(HttpAnswer answer) {
    Optional<String> tag = answer.header("ETag").filter(t -> !t.startsWith("W/"));
    try {
      if (tag.isPresent()) {
        Files.writeString(tagFile(), tag.get());
      } else {
        Files.deleteIfExists(tagFile());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
