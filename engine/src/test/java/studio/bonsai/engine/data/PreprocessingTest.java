// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.data.CropBoxes.Box;
import studio.bonsai.engine.picture.PictureDecoder;
import studio.bonsai.engine.picture.PictureDecoder.Decoded;

class PreprocessingTest {
  private static final Draws DRAWS = new Draws(5);

  @TempDir Path folder;

  private static Decoded reference(String name) throws IOException {
    return PictureDecoder.decode(name, Files.readAllBytes(ReferenceTensors.path(name)), 4096);
  }

  private static Pixels centre(Decoded picture, int size) {
    return new Preprocessing(size, false, false).apply("x", picture, Optional.empty(), DRAWS, 0);
  }

  /** Each pixel tells where it came from. */
  private static Decoded coordinates(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (i % width);
      rgb[3 * i + 1] = (byte) (i / width);
    }
    return new Decoded(new Pixels(width, height, rgb), width, height, false);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 31, 64})
  void pixelsEqualTorchvisions(int size) throws IOException {
    Pixels expected = reference("data/centre_" + size + ".png").pixels();
    assertEquals(expected, centre(reference("picture/source.png"), size));
  }

  @Test
  void widePicturesEqualTorchvisionsToo() throws IOException {
    Decoded source = reference("picture/source.png");
    Pixels stored = source.pixels();
    byte[] turned = new byte[stored.rgb().length];
    int width = stored.height();
    int height = stored.width();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = 3 * (x * stored.width() + stored.width() - 1 - y);
        System.arraycopy(stored.rgb(), from, turned, 3 * (y * width + x), 3);
      }
    }
    Pixels wide = new Pixels(width, height, turned);
    assertEquals(
        reference("data/centre_wide_17.png").pixels(),
        centre(new Decoded(wide, width, height, false), 17));
  }

  @Test
  void choicesDependOnSeedAndPlaceAlone() {
    Preprocessing random = new Preprocessing(16, true, true);
    Decoded picture = coordinates(40, 16);
    Set<Integer> corners = new HashSet<>();
    for (long place = 0; place < 300; place++) {
      Pixels once = random.apply("x", picture, Optional.empty(), DRAWS, place);
      assertEquals(once, random.apply("x", picture, Optional.empty(), new Draws(5), place));
      corners.add(once.colour(0, 0) >> 16);
    }
    // 25 crops, each as it is and mirrored, begin at 0 to 24 and 15 to 39.
    assertEquals(40, corners.size());
    assertNotEquals(new Draws(6).bits(Draws.Purpose.FLIP, 0), DRAWS.bits(Draws.Purpose.FLIP, 0));
  }

  @Test
  void halfOfThePicturesAreMirrored() {
    int mirrored = 0;
    for (long place = 0; place < 10_000; place++) {
      mirrored += DRAWS.below(2, Draws.Purpose.FLIP, place);
    }
    assertEquals(5_000, mirrored, 200);
  }

  @Test
  void aChosenCropGoesBeforeAllOthers() {
    Preprocessing eight = new Preprocessing(8, true, false);
    Pixels square =
        eight.apply("x", coordinates(40, 30), Optional.of(new Box(20, 10, 8)), DRAWS, 3);
    assertEquals(20 << 16 | 10 << 8, square.colour(0, 0));
    assertEquals(27 << 16 | 17 << 8, square.colour(7, 7));
  }

  @Test
  void aCropIsTakenFromAPictureThatWasReadInPart() {
    Decoded part = new Decoded(coordinates(40, 30).pixels(), 400, 300, false);
    Pixels square =
        new Preprocessing(8, false, false)
            .apply("x", part, Optional.of(new Box(200, 100, 80)), DRAWS, 3);
    assertEquals(20 << 16 | 10 << 8, square.colour(0, 0));
  }

  @Test
  void aCropBeyondThePictureIsSaidSo() {
    Preprocessing eight = new Preprocessing(8, false, false);
    Optional<Box> box = Optional.of(new Box(35, 0, 8));
    String said =
        assertThrows(
                EngineException.class,
                () -> eight.apply("dog.jpg", coordinates(40, 30), box, DRAWS, 0))
            .getMessage();
    assertEquals(
        "dog.jpg has 40x30 pixels, but its crop in crops.json reaches beyond them. Choose the crop"
            + " again.",
        said);
  }

  @Test
  void cropsAreReadFromTheSidecar() throws IOException {
    assertEquals(Optional.empty(), CropBoxes.of(folder).find("dog.jpg"));
    Files.writeString(
        folder.resolve("crops.json"), "{\"dog.jpg\": {\"x\": 1, \"y\": 2, \"size\": 3}}");
    assertEquals(Optional.of(new Box(1, 2, 3)), CropBoxes.of(folder).find("dog.jpg"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dog.jpg\": {\"x\": 1, \"y\": 2}}",
        "{\"dog.jpg\": {\"x\": -1, \"y\": 2, \"size\": 3}}",
        "{\"dog.jpg\": 7}",
        "{\"dog.jpg\""
      })
  void aWrongSidecarIsSaidSo(String json) throws IOException {
    Files.writeString(folder.resolve("crops.json"), json);
    String said = assertThrows(EngineException.class, () -> CropBoxes.of(folder)).getMessage();
    assertTrue(said.contains("crops.json"), said);
  }
}
