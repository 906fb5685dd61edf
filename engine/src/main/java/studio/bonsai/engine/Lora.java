// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A LoRA that is added to a model. Its hash is part of a request: the same request with another
 * file would silently give another picture.
 *
 * @param file as the user named it
 * @param sha256 of the file's bytes, 64 hexadecimal digits
 * @param strength 1 adds what was learnt, 0 nothing, less than 0 the contrary; -10 to 10
 */
public record Lora(Path file, String sha256, double strength) {
  public static final double DEFAULT_STRENGTH = 1;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER = 1 << 16;

  public Lora {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a sha256 is 64 hexadecimal digits, got '" + sha256 + "'");
    }
    Ranges.check("LoRA strength", strength, -10, 10);
  }

  /** Reads the file once to know its hash. */
  public static Lora of(Path file, double strength) {
    return new Lora(file, hash(file), strength);
  }

  /** The file's name without its ending, as {@code <lora:NAME:0.8>} has it. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
  }

  /**
   * @throws EngineException when the file cannot be read or is not the one that was asked for
   */
  public void checkUnchanged() {
    if (!hash(file).equals(sha256)) {
      throw new EngineException(
          file + " has changed since the request was made; name the LoRA again.");
    }
  }

  private static String hash(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchFileException e) {
      throw new EngineException("There is no LoRA " + file + ".", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read the LoRA " + file + ": " + FileFailure.reason(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
