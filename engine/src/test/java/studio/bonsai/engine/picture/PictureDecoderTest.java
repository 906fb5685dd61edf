// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.picture.PictureDecoder.Decoded;

class PictureDecoderTest {
  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(ReferenceTensors.path("data/" + name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Decoded decode(String name) {
    return PictureDecoder.decode(name, file(name), 64);
  }

  private static int worst(Pixels expected, Pixels found) {
    assertEquals(expected.width(), found.width());
    assertEquals(expected.height(), found.height());
    int worst = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      worst = Math.max(worst, Math.abs((expected.rgb()[i] & 0xff) - (found.rgb()[i] & 0xff)));
    }
    return worst;
  }

  @ParameterizedTest
  @CsvSource({
    "lossless.webp, rgb.png, 0",
    "animated.webp, rgb.png, 0",
    "bmp.bmp, rgb.png, 0",
    "rgba.png, rgba_on_white.png, 1",
    "rgba.webp, rgba_on_white.png, 1",
    "grey16.png, grey.png, 0",
    "grey.jpg, grey.png, 4",
    "progressive.jpg, rgb.png, 8",
    "lossy.webp, rgb.png, 16",
    "palette.png, rgb.png, 40",
    "animated.gif, palette.png, 0"
  })
  void everyKindIsReadAsPillowReadsIt(String kind, String expected, int tolerance) {
    int worst = worst(decode(expected).pixels(), decode(kind).pixels());
    assertTrue(worst <= tolerance, kind + " is off by " + worst);
  }

  /** A printer's profile stands between: the colours are near, no more. */
  @Test
  void aJpegOfFourInksHasItsColours() {
    Pixels expected = decode("rgb.png").pixels();
    Pixels found = decode("cmyk.jpg").pixels();
    long sum = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      sum += Math.abs((expected.rgb()[i] & 0xff) - (found.rgb()[i] & 0xff));
    }
    double mean = (double) sum / expected.rgb().length;
    assertTrue(mean < 40, "off by " + mean + " on average");
  }

  @Test
  void anAnimationIsToldOf() {
    assertTrue(decode("animated.gif").animated());
    assertTrue(decode("animated.webp").animated());
    assertFalse(decode("lossless.webp").animated());
  }

  @Test
  void sixteenBitsBecomeEight() throws IOException {
    ComponentColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            new int[] {16, 16, 16},
            false,
            false,
            1,
            DataBuffer.TYPE_USHORT);
    BufferedImage image =
        new BufferedImage(deep, deep.createCompatibleWritableRaster(8, 8), false, null);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setPixel(i % 8, i / 8, new int[] {200 * 257, 100 * 257, 50 * 257});
    }
    byte[] png = write(image, "png");
    assertEquals(0xc86432, PictureDecoder.decode("deep.png", png, 8).pixels().colour(3, 3));
  }

  private static byte[] write(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void ofAVeryLargePictureRowsAreLeftOut(String format) throws IOException {
    BufferedImage large = new BufferedImage(20_000, 4_000, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(
        ((java.awt.image.DataBufferByte) large.getRaster().getDataBuffer()).getData(), (byte) 90);
    Decoded decoded = PictureDecoder.decode("large", write(large, format), 512);
    assertEquals(20_000, decoded.width());
    assertEquals(4_000, decoded.height());
    assertEquals(10_000, decoded.pixels().width());
    assertEquals(2_000, decoded.pixels().height());
    assertEquals(90, decoded.pixels().colour(77, 77) & 0xff, 1);
  }

  @Test
  void aSizeBeyondAllMeasureIsRefusedBeforeMemoryIsTaken() {
    byte[] png = file("rgb.png");
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 1_000_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    String said =
        assertThrows(EngineException.class, () -> PictureDecoder.decode("huge.png", png, 999_999))
            .getMessage();
    assertEquals("huge.png has 100000 megapixels; scale it down first.", said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "progressive.jpg", "lossy.webp", "rgba.webp", "grey16.png"})
  void damageIsASentenceAndNothingElse(String kind) {
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] bytes = file(kind);
      for (int j = 0; j < 4; j++) {
        bytes[random.nextInt(Math.min(bytes.length, 150))] = (byte) random.nextInt();
      }
      byte[] damaged = i % 2 == 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
      try {
        PictureDecoder.decode("x", damaged, 64);
      } catch (EngineException e) {
        refused++;
        assertTrue(e.getMessage().startsWith("x "), e.getMessage());
      }
    }
    assertTrue(refused > 20, "only " + refused + " were refused");
  }

  @Test
  void bothDirectionsOfScalingKeepAnEvenColour() {
    byte[] rgb = new byte[3 * 30 * 20];
    Arrays.fill(rgb, (byte) 77);
    Pixels even = new Pixels(30, 20, rgb);
    for (Resampling filter : Resampling.values()) {
      for (int side : new int[] {7, 30, 95}) {
        byte[] expected = new byte[3 * side * side];
        Arrays.fill(expected, (byte) 77);
        assertArrayEquals(expected, filter.resize(even, side, side).rgb());
      }
    }
  }
}
