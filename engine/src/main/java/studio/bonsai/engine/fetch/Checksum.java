// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * What the bytes of a file must come to.
 *
 * @param hex lower case
 */
public record Checksum(Kind kind, String hex) {
  private static final int BUFFER = 1 << 20;

  /** What hubs tell: of large files the SHA-256, of small ones the name of their Git blob. */
  public enum Kind {
    SHA256("SHA-256"),
    GIT_BLOB("SHA-1");

    private final String algorithm;

    Kind(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  public Checksum {
    int length = kind == Kind.SHA256 ? 64 : 40;
    if (!hex.matches("[0-9a-f]{" + length + "}")) {
      throw new IllegalArgumentException("no checksum of " + length + " digits: " + hex);
    }
  }

  /**
   * Whether a file has these bytes.
   *
   * @throws EngineException when it cannot be read
   */
  public boolean matches(Path file, CancelToken cancel) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
      if (kind == Kind.GIT_BLOB) {
        digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
      }
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        cancel.throwIfCancelled();
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest()).equals(hex);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
