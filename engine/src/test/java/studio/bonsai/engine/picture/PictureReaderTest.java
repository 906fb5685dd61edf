// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.SourceImage;

class PictureReaderTest {
  private static final ImageSize SIZE = new ImageSize(8, 8);

  @TempDir Path folder;

  private SourceImage save(Pixels pixels) throws IOException {
    Path file = folder.resolve("in.png");
    return SourceImage.of(Files.write(file, PngFile.encode(pixels, Map.of())));
  }

  private static Pixels plain(int width, int height, int grey) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) grey);
    return new Pixels(width, height, rgb);
  }

  private static SourceImage reference(String name) {
    return SourceImage.of(ReferenceTensors.path("picture/" + name + ".png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"32x40", "96x120"})
  void scalesAsPillowDoes(String text) {
    ImageSize size = ImageSize.parse(text);
    byte[] expected = PictureReader.read(reference("lanczos_" + text), size).rgb();
    byte[] scaled = PictureReader.read(reference("source"), size).rgb();
    int worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs((expected[i] & 0xff) - (scaled[i] & 0xff)));
    }
    assertTrue(worst <= 1, "off by " + worst);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPhotoIsTurnedUpright(int orientation) {
    ImageSize size = new ImageSize(32, 16);
    byte[] expected = PictureReader.read(reference("upright"), size).rgb();
    Path photo = ReferenceTensors.path("picture/orientation_" + orientation + ".jpg");
    byte[] read = PictureReader.read(SourceImage.of(photo), size).rgb();
    int worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs((expected[i] & 0xff) - (read[i] & 0xff)));
    }
    assertTrue(worst <= 5, "off by " + worst);
  }

  @Test
  void anOrientationThatCannotBeReadIsUpright() throws IOException {
    byte[] photo = Files.readAllBytes(ReferenceTensors.path("picture/orientation_6.jpg"));
    int exif = new String(photo, StandardCharsets.ISO_8859_1).indexOf("Exif");
    Arrays.fill(photo, exif + 6, exif + 14, (byte) 0xff);
    Path file = Files.write(folder.resolve("photo.jpg"), photo);
    ImageSize stored = new ImageSize(16, 32);
    int corner = PictureReader.read(SourceImage.of(file), stored).colour(0, 0);
    assertTrue((corner >> 8 & 0xff) > 150, "green, not " + Integer.toHexString(corner));
  }

  @Test
  void aPictureOfTheRightSizeIsLeftAlone() throws IOException {
    byte[] rgb = new byte[3 * 64];
    new Random(5).nextBytes(rgb);
    Pixels pixels = new Pixels(8, 8, rgb);
    assertEquals(pixels, PictureReader.read(save(pixels), SIZE));
  }

  @Test
  void anotherShapeIsCroppedAboutItsMiddle() throws IOException {
    byte[] rgb = plain(24, 8, 0).rgb();
    for (int y = 0; y < 8; y++) {
      Arrays.fill(rgb, 3 * (24 * y + 8), 3 * (24 * y + 16), (byte) 200);
    }
    assertEquals(plain(8, 8, 200), PictureReader.read(save(new Pixels(24, 8, rgb)), SIZE));
  }

  @Test
  void whatIsTransparentBecomesWhite() throws IOException {
    BufferedImage clear = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    Path file = folder.resolve("clear.png");
    ImageIO.write(clear, "png", file.toFile());
    assertEquals(plain(8, 8, 255), PictureReader.read(SourceImage.of(file), SIZE));
  }

  @Test
  void greyPicturesKeepTheirLevels() throws IOException {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      grey.getRaster().setSample(i % 8, i / 8, 0, 100);
    }
    Path file = folder.resolve("grey.png");
    ImageIO.write(grey, "png", file.toFile());
    assertEquals(plain(8, 8, 100), PictureReader.read(SourceImage.of(file), SIZE));
  }

  @Test
  void aMaskIsBlackAndWhite() throws IOException {
    byte[] rgb = plain(8, 8, 127).rgb();
    Arrays.fill(rgb, 0, 3, (byte) 128);
    float[] mask = MaskReader.hard(new InpaintMask(save(new Pixels(8, 8, rgb)), 0), SIZE);
    float[] expected = new float[64];
    expected[0] = 1;
    assertArrayEquals(expected, mask);
  }

  @Test
  void aFeatheredMaskFadesAlikeOnBothSides() throws IOException {
    ImageSize size = new ImageSize(64, 8);
    byte[] rgb = plain(64, 8, 0).rgb();
    for (int y = 0; y < 8; y++) {
      Arrays.fill(rgb, 3 * (64 * y + 32), 3 * 64 * (y + 1), (byte) 255);
    }
    float[] mask = MaskReader.soft(new InpaintMask(save(new Pixels(64, 8, rgb)), 8), size);
    assertEquals(0, mask[0], 1e-6);
    assertEquals(1, mask[63], 1e-6);
    for (int x = 0; x < 32; x++) {
      assertEquals(1, mask[x] + mask[63 - x], 1e-5, "at " + x);
    }
    assertTrue(mask[31] > 0.4 && mask[31] < 0.5, "at the edge " + mask[31]);
  }

  @Test
  void aFileThatIsNoPictureIsSaidSo() throws IOException {
    SourceImage text = SourceImage.of(Files.writeString(folder.resolve("a.png"), "no picture"));
    Exception e = assertThrows(EngineException.class, () -> PictureReader.read(text, SIZE));
    assertTrue(e.getMessage().contains("is not a picture that can be read"), e.getMessage());
  }

  @Test
  void aCutPictureIsSaidSo() throws IOException {
    byte[] whole = PngFile.encode(plain(64, 64, 9), Map.of());
    SourceImage cut =
        SourceImage.of(Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 60)));
    Exception e = assertThrows(EngineException.class, () -> PictureReader.read(cut, SIZE));
    assertTrue(e.getMessage().contains("it is a damaged picture"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void whateverTheDamageItIsSaidSo(String format) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] bytes = out.toByteArray();
      for (int j = 0; j < 3; j++) {
        bytes[random.nextInt(Math.min(bytes.length, 250))] = (byte) random.nextInt();
      }
      SourceImage source = SourceImage.of(Files.write(folder.resolve("damaged"), bytes));
      try {
        PictureReader.read(source, SIZE);
      } catch (EngineException e) {
        refused++;
      }
    }
    assertTrue(refused > 0, "nothing was refused");
  }

  @Test
  void aPictureThatChangedSinceIsRefused() throws IOException {
    SourceImage before = save(plain(8, 8, 1));
    save(plain(8, 8, 2));
    Exception e = assertThrows(EngineException.class, () -> PictureReader.read(before, SIZE));
    assertTrue(e.getMessage().contains("has changed since"), e.getMessage());
  }
}
