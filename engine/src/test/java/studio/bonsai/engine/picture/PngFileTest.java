// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.Requests;

class PngFileTest {
  private static final GeneratedImage PICTURE = Requests.picture(Requests.full(), 1);
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] HEADER = {0, 0, 0, 5, 0, 0, 0, 7, 8, 2, 0, 0, 0};

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("picture.png"), bytes);
  }

  private static byte[] chunk(String type, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
    crc.update(data);
    out.writeInt(data.length);
    out.writeBytes(type);
    out.write(data);
    out.writeInt((int) crc.getValue());
    return bytes.toByteArray();
  }

  /** A PNG without a picture: texts are read without one. */
  private Path png(byte[]... chunks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(SIGNATURE);
    bytes.write(chunk("IHDR", HEADER));
    for (byte[] chunk : chunks) {
      bytes.write(chunk);
    }
    bytes.write(chunk("IEND", new byte[0]));
    return file(bytes.toByteArray());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] deflate(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  @Test
  void pixelsComeBack() throws IOException {
    Pixels back =
        BufferedImages.flatten(ImageIO.read(new ByteArrayInputStream(PngFile.encode(PICTURE))), 0);
    assertEquals(PICTURE.pixels(), back);
  }

  @Test
  void theSamePictureIsTheSameBytes() {
    assertArrayEquals(PngFile.encode(PICTURE), PngFile.encode(PICTURE));
  }

  @Test
  void aPictureRemembersWhereItComesFrom() throws IOException {
    PictureMetadata read = PictureMetadata.read(file(PngFile.encode(PICTURE)));
    assertEquals(Optional.of(PICTURE.provenance()), read.provenance());
    assertEquals(64, read.width());
    assertEquals(128, read.height());
  }

  @Test
  void othersReadTheSameInTheirOwnText() throws IOException {
    PictureMetadata read = PictureMetadata.read(file(PngFile.encode(PICTURE)));
    assertEquals(Optional.of(ParametersOfRequest.of(PICTURE.provenance())), read.parameters());
  }

  @Test
  void latinTextsAreWrittenAsOldReadersExpect() {
    String bytes =
        new String(
            PngFile.encode(Requests.picture(GenerationRequest.of("a red apple"), 0)),
            StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("tEXtparameters\0a red apple\nSteps: 25"));
  }

  @Test
  void aTextOfTheWebUiIsARequest() throws IOException {
    Path png = png(chunk("tEXt", latin("parameters\0été\nSteps: 20, Seed: 3, Size: 64x64")));
    PictureMetadata read = PictureMetadata.read(png);
    assertEquals("été", read.request().orElseThrow().prompt());
    assertEquals(Optional.empty(), read.provenance());
  }

  @Test
  void packedTextsAreUnpacked() throws IOException {
    byte[] packed = deflate("🍎".getBytes(StandardCharsets.UTF_8));
    Path png = png(chunk("iTXt", join(latin("parameters\0\1\0en\0names\0"), packed)));
    assertEquals("🍎", PictureMetadata.read(png).parameters().orElseThrow().prompt());
    Path old = png(chunk("zTXt", join(latin("parameters\0\0"), deflate(latin("é")))));
    assertEquals("é", PictureMetadata.read(old).parameters().orElseThrow().prompt());
  }

  @Test
  void aPictureThatRemembersNothingIsNoError() throws IOException {
    PictureMetadata read = PictureMetadata.read(png());
    assertEquals(Optional.empty(), read.request());
    assertEquals(5, read.width());
  }

  @Test
  void aTextThatUnpacksToTooMuchIsRefused() throws IOException {
    byte[] bomb = deflate(new byte[40 << 20]);
    Path png = png(chunk("zTXt", join(latin("parameters\0\0"), bomb)));
    assertDamaged(png, "unpacks to more than");
  }

  @Test
  void aTextThatDoesNotUnpackIsRefused() throws IOException {
    assertDamaged(png(chunk("zTXt", latin("parameters\0\0nonsense"))), "cannot be unpacked");
  }

  @Test
  void aTextWithoutANameIsRefused() throws IOException {
    assertDamaged(png(chunk("tEXt", latin("parameters"))), "a text has no name");
  }

  @Test
  void aWrongChecksumIsRefused() throws IOException {
    byte[] chunk = chunk("tEXt", latin("parameters\0a"));
    chunk[chunk.length - 1] ^= 1;
    assertDamaged(png(chunk), "a checksum is wrong");
  }

  @Test
  void aTextThatClaimsToBeLongIsRefused() throws IOException {
    byte[] chunk = chunk("tEXt", latin("parameters\0a"));
    chunk[0] = 0x7f;
    assertDamaged(png(chunk), "is too long");
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    byte[] whole = PngFile.encode(PICTURE);
    assertDamaged(file(Arrays.copyOf(whole, whole.length - 9)), "is cut off");
  }

  @Test
  void anotherKindOfFileIsRefused() throws IOException {
    assertDamaged(file("GIF89a, no PNG".getBytes(StandardCharsets.UTF_8)), "is not a PNG file");
    assertDamaged(file("hello".getBytes(StandardCharsets.UTF_8)), "is not a PNG file");
    assertDamaged(file(new byte[0]), "is not a PNG file");
  }

  @Test
  void aMissingFileIsSaidSo() {
    assertDamaged(folder.resolve("nowhere.png"), "There is no picture");
  }

  @Test
  void mutatedFilesGiveOnlyEngineExceptions() throws IOException {
    byte[] whole = PngFile.encode(Requests.picture(GenerationRequest.of("🍎"), 0));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] mutated = whole.clone();
      for (int k = 0; k < 1 + i % 3; k++) {
        mutated[random.nextInt(Math.min(900, mutated.length))] = (byte) random.nextInt(256);
      }
      try {
        PictureMetadata.read(file(mutated)).request();
      } catch (EngineException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, refused + " refused");
  }

  private static void assertDamaged(Path png, String why) {
    Exception e = assertThrows(EngineException.class, () -> PictureMetadata.read(png));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void textsMayBeLeftOut() throws IOException {
    Path png = file(PngFile.encode(PICTURE.pixels(), Map.of()));
    assertEquals(Optional.empty(), PictureMetadata.read(png).parameters());
  }
}
