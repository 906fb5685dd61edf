// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DataReport;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.TrainingData;
import studio.bonsai.engine.data.emoji.EmojiDataset.Made;
import studio.bonsai.engine.data.emoji.EmojiDataset.Plan;
import studio.bonsai.engine.picture.PngFile;

class EmojiDatasetTest {
  private static final int SIDE = 32;

  @TempDir Path packages;
  @TempDir Path out;

  /** A disc on white, lighter to the left, with a black dot in its middle. */
  private static Pixels disc(double hue, double saturation, double value) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int x = i % SIDE - SIDE / 2;
      int y = i / SIDE - SIDE / 2;
      int square = x * x + y * y;
      double light = value * (1 - 0.1 * (x + SIDE / 2.0) / SIDE);
      int colour = square > 150 ? 0xffffff : square < 9 ? 0 : new Hsv(hue, saturation, light).rgb();
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (colour >> (16 - 8 * c));
      }
    }
    return new Pixels(SIDE, SIDE, rgb);
  }

  private static Hsv at(Pixels picture, int x, int y) {
    return Hsv.of(picture.colour(x, y));
  }

  private void pack(String archive, Map<String, byte[]> files) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GZIPOutputStream(Files.newOutputStream(packages.resolve(archive))))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("package/" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void pack() throws IOException {
    pack(
        EmojiPackages.PICTURES,
        Map.of(
            "assets/1f408.webp", PngFile.encode(disc(20, 0.8, 0.9), Map.of()),
            "assets/1f415.webp", PngFile.encode(disc(0, 0, 0.9), Map.of())));
    pack(
        EmojiPackages.NAMES,
        Map.of(
            "data-by-emoji.json", bytes("{\"🐈\": {\"name\": \"cat\"}}"),
            "LICENSE", bytes("The words of one")));
    pack(
        EmojiPackages.TAGS,
        Map.of(
            "en/data.json", bytes("[{\"hexcode\": \"1F408\", \"tags\": [\"cat\", \"pet\"]}]"),
            "LICENSE", bytes("The words of another")));
  }

  @Test
  void theDataIsTwoOrdinaryFolders() throws IOException {
    pack();
    Made made = EmojiDataset.make(packages, out, new Plan(16, 2), CancelToken.none());
    DataReport train = TrainingData.look(out.resolve("train"), CancelToken.none());
    DataReport heldOut = TrainingData.look(out.resolve("held-out"), CancelToken.none());
    assertEquals(Layout.TABLE, train.layout());
    assertEquals(made.rows(), train.pictures());
    assertEquals(made.heldOut(), heldOut.pictures());
    assertEquals(16, train.smallestSide().getAsInt());
    assertEquals(2, made.nouns());
    assertEquals(2, made.paintable());
    // Each noun as it is and in nine colours, of which the cat has one already.
    assertEquals(2 + 9 + 8, made.pictures() + made.heldOut());
    assertTrue(heldOut.problems().isEmpty(), heldOut.toString());
    String table = Files.readString(out.resolve("train/metadata.jsonl"));
    assertFalse(table.contains("green dog") || table.contains("purple cat"), "held out");
    assertTrue(table.contains("cat, pet"), "tags");
    assertTrue(table.contains("puppy"), "aliases");
    String licences = Files.readString(out.resolve("LICENCES.txt"));
    for (String words : List.of("Microsoft", "words of one", "words of another")) {
      assertTrue(licences.contains(words), words);
    }
  }

  @Test
  void theSameCommandGivesTheSameBytes() throws IOException {
    pack();
    EmojiDataset.make(packages, out.resolve("a"), new Plan(16, 2), CancelToken.none());
    EmojiDataset.make(packages, out.resolve("b"), new Plan(16, 2), CancelToken.none());
    for (String file : List.of("train/metadata.jsonl", "train/cat-own.png", "LICENCES.txt")) {
      assertEquals(-1, Files.mismatch(out.resolve("a/" + file), out.resolve("b/" + file)), file);
    }
  }

  @Test
  void whatIsMissingIsSaidSo() throws IOException {
    Plan plan = new Plan(16, 2);
    String said =
        assertThrows(
                EngineException.class,
                () -> EmojiDataset.make(packages, out, plan, CancelToken.none()))
            .getMessage();
    assertTrue(said.contains("embedded_data.sh fetches it"), said);
    pack();
    Files.writeString(out.resolve("mine"), "x");
    said =
        assertThrows(
                EngineException.class,
                () -> EmojiDataset.make(packages, out, plan, CancelToken.none()))
            .getMessage();
    assertEquals(out + " is not empty; name a new folder.", said);
    Plan three = new Plan(16, 3);
    Path other = out.resolve("other");
    said =
        assertThrows(
                EngineException.class,
                () -> EmojiDataset.make(packages, other, three, CancelToken.none()))
            .getMessage();
    assertEquals(EmojiPackages.PICTURES + " has no picture of apple.", said);
  }

  @Test
  void anArchiveThatIsDamagedIsSaidSo() throws IOException {
    pack();
    Files.write(packages.resolve(EmojiPackages.TAGS), new byte[] {1, 2, 3});
    Plan plan = new Plan(16, 2);
    String said =
        assertThrows(
                EngineException.class,
                () -> EmojiDataset.make(packages, out, plan, CancelToken.none()))
            .getMessage();
    assertTrue(said.startsWith("Cannot read "), said);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xff0000, 0x123456, 0xffffff, 0, 0x808080, 0xc0ff33, 0x0101ff})
  void coloursComeBackFromHueSaturationAndValue(int rgb) {
    assertEquals(Integer.toHexString(rgb), Integer.toHexString(Hsv.of(rgb).rgb()));
  }

  @Test
  void paintChangesTheThingAndNothingElse() {
    Pixels disc = disc(20, 0.8, 0.9);
    Pixels blue = new Recolouring(disc).paint(NamedColour.BLUE);
    assertEquals(0xffffff, blue.colour(0, 0));
    assertEquals(0, blue.colour(SIDE / 2, SIDE / 2), "the dot stays black");
    assertEquals(NamedColour.BLUE.hue, at(blue, 10, 16).hue(), 3);
    assertTrue(at(blue, 7, 16).value() > at(blue, 25, 16).value(), "shade stays");
  }

  @Test
  void whatIsWhiteIsPaintedToo() {
    Recolouring white = new Recolouring(disc(0, 0, 0.95));
    assertEquals(Optional.of(NamedColour.WHITE), white.ownColour());
    Pixels red = white.paint(NamedColour.RED);
    assertEquals(0xffffff, red.colour(0, 0), "the background stays");
    assertEquals(NamedColour.RED.hue, at(red, 10, 16).hue(), 3);
    assertEquals(NamedColour.RED.saturation, at(red, 10, 16).saturation(), 0.05);
    assertEquals(0, red.colour(SIDE / 2, SIDE / 2), "the dot stays black");
  }

  @Test
  void aThingOfManyColoursIsLeft() {
    byte[] rgb = disc(20, 0.8, 0.9).rgb();
    byte[] other = disc(200, 0.8, 0.9).rgb();
    System.arraycopy(other, 0, rgb, 0, rgb.length / 2);
    Recolouring two = new Recolouring(new Pixels(SIDE, SIDE, rgb));
    assertFalse(two.isPossible());
    assertEquals(Optional.empty(), two.ownColour());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.86, 0.9, RED",
    "27, 0.9, 0.97, ORANGE",
    "27, 0.6, 0.5, BROWN",
    "30, 0.4, 0.9, BROWN",
    "50, 0.8, 0.9, YELLOW",
    "160, 0.7, 0.7, GREEN",
    "210, 0.8, 0.9, BLUE",
    "335, 0.5, 0.95, PINK"
  })
  void coloursHaveTheNamesThatPeopleGiveThem(double hue, double s, double v, NamedColour name) {
    assertEquals(Optional.of(name), NamedColour.of(hue, s, v));
  }

  @Test
  void everyPaintIsNamedAsItself() {
    for (NamedColour colour : NamedColour.PAINTS) {
      if (colour != NamedColour.BLACK) {
        assertEquals(
            Optional.of(colour), NamedColour.of(colour.hue, colour.saturation, colour.value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "apple, an apple",
    "orange apple, an orange apple",
    "red apple, a red apple",
    "unicorn, a unicorn",
    "umbrella, an umbrella",
    "ufo, a ufo"
  })
  void articlesFollowTheSound(String thing, String expected) {
    assertEquals(expected, EmojiCaptions.withArticle(thing));
  }

  @Test
  void captionsHaveTheirShares() {
    Noun apple = new Noun("apple", "🍎", List.of("fruit thing"));
    int articles = 0;
    int colours = 0;
    int tags = 0;
    int aliases = 0;
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      List<String> captions =
          EmojiCaptions.of(
              apple, Optional.of(NamedColour.RED), false, List.of("red", "apple", "diet"), random);
      for (String caption : captions) {
        articles += caption.startsWith("a ") || caption.startsWith("an ") ? 1 : 0;
        colours += caption.contains("red") ? 1 : 0;
        tags += caption.endsWith(", diet") ? 1 : 0;
        aliases += caption.contains("fruit thing") ? 1 : 0;
      }
    }
    assertEquals(5_500, articles, 200);
    assertEquals(4_000, colours, 200);
    assertEquals(1_500, tags, 200);
    assertEquals(3_000, aliases, 200);
  }

  @Test
  void nounsAreUniqueAndEnough() {
    List<Noun> nouns = Noun.all();
    assertTrue(nouns.size() >= 120 && nouns.size() <= 300, "" + nouns.size());
    Set<String> names = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (Noun noun : nouns) {
      assertTrue(names.add(noun.name()), noun.name() + " stands twice");
      assertTrue(codes.add(noun.code()), noun.name() + " has another's emoji");
      assertTrue(noun.name().matches("[a-z ]+"), noun.name());
    }
  }
}
