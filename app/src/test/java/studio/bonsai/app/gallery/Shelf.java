// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import studio.bonsai.app.generate.Pictures;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.PictureFiles;

/** Picture files for tests: small ones, made fast, each with its prompt. */
public final class Shelf {
  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int SIDE = 16;

  private Shelf() {}

  /** A picture as Bonsai draws it, 64 pixels wide unless the request says more. */
  public static Path bonsai(Path folder, GenerationRequest request, String model) {
    return PictureFiles.add(folder, Pictures.of(request, Pictures.model(model)));
  }

  /** The same for a prompt and a seed. */
  public static Path bonsai(Path folder, String prompt, long seed) {
    return bonsai(
        folder,
        GenerationRequest.builder(prompt).seed(seed).size(new ImageSize(64, 64)).build(),
        "Toy");
  }

  /** A picture as AUTOMATIC1111's web UI writes it; of one colour, made in no time. */
  public static Path webUi(Path file, String parameters) {
    try {
      Files.createDirectories(file.getParent());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(PNG);
      ByteBuffer header = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE);
      chunk(out, "IHDR", header.put((byte) 8).put((byte) 2).array());
      chunk(out, "tEXt", ("parameters\0" + parameters).getBytes(StandardCharsets.ISO_8859_1));
      chunk(out, "IDAT", pixels(parameters.hashCode()));
      chunk(out, "IEND", new byte[0]);
      return Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pixels(int colour) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < SIDE; y++) {
        out.write(0);
        for (int x = 0; x < SIDE; x++) {
          out.write(new byte[] {(byte) colour, (byte) (colour >> 8), (byte) (colour >> 16)});
        }
      }
    }
    return packed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }

  /** Cuts a file off in its middle. */
  public static void damage(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a file look as old as that. */
  public static void date(Path file, Instant time) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
