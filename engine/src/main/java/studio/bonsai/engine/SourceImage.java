// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A picture file that a request starts from. Its hash is part of the request: a request repeated
 * later on a file that has changed since would silently give another picture.
 *
 * @param file as the user named it
 * @param sha256 of the file's bytes, 64 hexadecimal digits
 */
public record SourceImage(Path file, String sha256) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public SourceImage {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a sha256 is 64 hexadecimal digits, got '" + sha256 + "'");
    }
  }

  /** Reads the file once to know its hash. */
  public static SourceImage of(Path file) {
    return new SourceImage(file, hash(read(file)));
  }

  /** Whether the file is still the one that was asked for. */
  public boolean isUnchanged() {
    return hash(read(file)).equals(sha256);
  }

  /**
   * The file's bytes.
   *
   * @throws EngineException when the file cannot be read or is not the one that was asked for
   */
  public byte[] bytes() {
    byte[] bytes = read(file);
    if (!hash(bytes).equals(sha256)) {
      throw new EngineException(
          file + " has changed since the request was made; name the picture to start from again.");
    }
    return bytes;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new EngineException("There is no picture " + file + ".", e);
    } catch (IOException e) {
      throw new EngineException(
          "Cannot read the picture " + file + ": " + FileFailure.reason(e), e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
