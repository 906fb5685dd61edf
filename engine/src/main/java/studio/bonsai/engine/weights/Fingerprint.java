// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * Tells models apart without reading gigabytes: a SHA-256 over every file's name, length, first 64
 * KiB (where safetensors keep their table) and 256 pieces of 4 KiB spread evenly. Other weights of
 * the same shape differ in some piece; a single changed byte may go unseen.
 */
public final class Fingerprint {
  private static final int HEAD = 1 << 16;
  private static final int PIECE = 1 << 12;
  private static final int PIECES = 256;
  private static final int DIGITS = 16;
  private static final List<String> COMPONENTS = List.of("unet", "vae", "text_encoder");

  private final MessageDigest digest;

  private Fingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  /**
   * @param model a folder in diffusers' layout or a single file
   * @return 16 hexadecimal digits
   */
  public static String of(Path model) {
    return of(model, COMPONENTS);
  }

  /**
   * Of some parts alone: what depends on the autoencoder need not be made anew for another U-Net.
   *
   * @param model a folder in diffusers' layout, or a single file, which is taken as a whole
   * @param components folders within it
   * @return 16 hexadecimal digits
   */
  public static String of(Path model, List<String> components) {
    try {
      Fingerprint fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
      if (Files.isRegularFile(model)) {
        fingerprint.addFile(model);
      } else {
        for (String component : components) {
          fingerprint.addFolder(ModelFolder.part(model, component), component);
        }
      }
      return HexFormat.of().formatHex(fingerprint.digest.digest()).substring(0, DIGITS);
    } catch (UncheckedIOException e) {
      throw cannotRead(model, e.getCause());
    } catch (IOException e) {
      throw cannotRead(model, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static EngineException cannotRead(Path model, IOException e) {
    return new EngineException("Cannot read " + model + ": " + FileFailure.reason(e), e);
  }

  private void addFolder(Path folder, String component) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = component + "/" + file.getFileName();
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      addFile(file);
    }
  }

  private void addFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
      add(channel, 0, HEAD);
      for (long i = 0; size > HEAD && i < PIECES; i++) {
        add(channel, (size - PIECE) / PIECES * i, PIECE);
      }
    }
  }

  private void add(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(length);
    while (piece.hasRemaining() && channel.read(piece, position + piece.position()) > 0) {
      // Reads on until the piece is full or the file ends.
    }
    digest.update(piece.flip());
  }
}
