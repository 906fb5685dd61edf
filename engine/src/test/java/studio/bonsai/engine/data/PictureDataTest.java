// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.DataReport;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.DataReport.Problem;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TrainingData;

class PictureDataTest {
  @TempDir Path folder;

  private void put(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(ReferenceTensors.path("data/rgb.png"), file);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private CaptionedPictures open() {
    return PictureData.openCaptioned(folder, CancelToken.none());
  }

  private DataReport look() {
    return TrainingData.look(folder, CancelToken.none());
  }

  private List<String> sentences() {
    return look().problems().stream().map(Problem::sentence).toList();
  }

  private static List<String> pairs(CaptionedPictures pictures) {
    return java.util.stream.IntStream.range(0, pictures.size())
        .mapToObj(i -> pictures.name(i) + ": " + String.join("|", pictures.captions(i)))
        .toList();
  }

  @Test
  void aTableOfCommasGivesCaptions() throws IOException {
    put("a.png", "train/b.png");
    write(
        "metadata.csv",
        "\ufefffile_name,width,text\na.png,3,\"a dog, brown\nand \"\"big\"\"\"\n\ntrain/b.png,4,\n");
    assertEquals(List.of("a.png: a dog, brown and \"big\"", "train/b.png: "), pairs(open()));
    assertEquals(List.of("train/b.png has an empty caption."), sentences());
    assertEquals(2, look().captioned());
    assertEquals(32, look().smallestSide().getAsInt());
    assertTrue(look().isUsable());
  }

  @Test
  void aTableOfJsonGivesCaptionsToChooseAmong() throws IOException {
    put("train/a.png", "train/b.png");
    write(
        "train/metadata.jsonl",
        """
        {"file_name": "b.png", "text": ["one", "two"]}
        {"file_name": "a.png", "caption": "a cat"}
        """);
    assertEquals(List.of("train/b.png: one|two", "train/a.png: a cat"), pairs(open()));
    assertEquals(List.of(), sentences());
  }

  @Test
  void whatIsWrongWithATableIsTold() throws IOException {
    put("a.png", "b.png", "lone1.png", "lone2.png");
    write(
        "metadata.jsonl",
        """
        {"file_name": "a.png", "text": "x"}
        no json
        {"text": "y"}
        {"file_name": "gone.png", "text": "z"}
        {"file_name": "../../etc/b.png", "text": "z"}
        {"file_name": "b.png", "text": "z"}
        {"file_name": "a.png", "text": "again"}
        """);
    assertEquals(List.of("a.png: x", "b.png: z", "a.png: again"), pairs(open()));
    assertEquals(
        List.of(
            "2 lines of metadata.jsonl are no rows with a file_name and a caption, and are left"
                + " out: Line 2, Line 3.",
            "gone.png has a caption, but there is no such picture.",
            "../../etc/b.png lies outside of the folder and is left out.",
            "2 pictures have no caption in metadata.jsonl and are left out: lone1.png, lone2.png.",
            "a.png is listed more than once; each row counts."),
        sentences());
  }

  @Test
  void aTableWithoutTheColumnsIsSaidSo() throws IOException {
    put("a.png");
    write("metadata.csv", "name;text\na.png;x\n");
    assertEquals(
        List.of(
            "metadata.csv needs the columns file_name and text in its first line, found"
                + " name;text."),
        sentences());
    assertFalse(look().isUsable());
    assertThrows(EngineException.class, this::open);
  }

  @Test
  void captionsStandBesidePictures() throws IOException {
    put("b.png", "a.png", "c.png", "a.jpg");
    write("a.txt", " a dog\non grass\n");
    write("b.txt", "a cat");
    write("d.txt", "nothing");
    assertEquals(
        List.of("a.jpg: a dog on grass", "a.png: a dog on grass", "b.png: a cat"), pairs(open()));
    assertEquals(
        List.of(
            "c.png has no caption and is left out; write one into a .txt of the same name.",
            "d.txt has no picture of the same name beside it.",
            "a.png shares its caption with another picture of the same name."),
        sentences());
  }

  @Test
  void photosNeedNoCaptionsButTheirLackIsSaid() throws IOException {
    put("one.png");
    write(".hidden.png", "x");
    write("__MACOSX/one.png", "x");
    assertEquals(Layout.PHOTOS, look().layout());
    assertEquals(
        List.of("There is one picture only; what learns from it can draw little else."),
        sentences());
    try (CaptionedPictures photos = PictureData.openAny(folder, CancelToken.none())) {
      assertEquals(List.of("one.png: "), pairs(photos));
    }
    String said = assertThrows(EngineException.class, this::open).getMessage();
    assertTrue(said.contains("has pictures but no captions. Put a metadata.csv"), said);
  }

  @Test
  void captionsWithoutAPictureAreNothingToLearnFrom() throws IOException {
    write("metadata.csv", "file_name,text\na.png,x\nb.png,y\n");
    assertFalse(look().isUsable());
    String said = assertThrows(EngineException.class, this::open).getMessage();
    assertTrue(said.startsWith("There is no picture to learn from in " + folder), said);
    assertTrue(said.contains("2 captions name a picture that is not there: a.png, b.png"), said);
  }

  @Test
  void anEmptyFolderAFileAndNothingAreSaidSo() throws IOException {
    assertTrue(sentences().get(0).startsWith("There is no picture to learn from in"));
    write("file.bin", "x");
    Path file = folder.resolve("file.bin");
    Path gone = folder.resolve("gone");
    assertEquals(
        file + " is a file; name the folder that the pictures are in.",
        TrainingData.look(file, CancelToken.none()).problems().get(0).sentence());
    assertEquals(
        "There is no folder " + gone + ".",
        TrainingData.look(gone, CancelToken.none()).problems().get(0).sentence());
  }

  @Test
  void brokenPicturesAreToldAndTheRestIsUsable() throws IOException {
    put("good.png");
    write("text.jpg", "no picture");
    byte[] whole = Files.readAllBytes(ReferenceTensors.path("data/rgb.png"));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 90));
    Files.copy(ReferenceTensors.path("data/animated.gif"), folder.resolve("moving.gif"));
    DataReport report = look();
    assertTrue(report.isUsable());
    List<String> said = sentences();
    assertEquals(3, said.size());
    assertTrue(
        said.get(0).startsWith("cut.png cannot be read: it is a damaged picture"), "" + said);
    assertEquals("text.jpg is not a picture that can be read; give a PNG or a JPEG.", said.get(1));
    assertEquals("moving.gif is animated: its first picture is used.", said.get(2));
    Files.delete(folder.resolve("good.png"));
    Files.delete(folder.resolve("moving.gif"));
    assertFalse(look().isUsable());
  }

  @Test
  void tarsAreReadByTheirIndex() throws IOException {
    Files.copy(ReferenceTensors.path("data/pairs.tar"), folder.resolve("0.tar"));
    Files.copy(ReferenceTensors.path("data/pairs.tar"), folder.resolve("1.tar"));
    try (CaptionedPictures tars = open()) {
      assertEquals(6, tars.size());
      assertEquals("1.tar/pairs/00001.png", tars.name(4));
      assertEquals(List.of("a green square"), tars.captions(4));
      for (int i = 5; i >= 0; i--) {
        assertEquals((byte) 0x89, tars.bytes(i)[0], "picture " + i);
      }
      assertArrayEquals(tars.bytes(1), tars.bytes(4));
    }
    Path one = folder.resolve("0.tar");
    try (CaptionedPictures tar = PictureData.openCaptioned(one, CancelToken.none())) {
      assertEquals(3, tar.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 3000, 5000, 700})
  void ofACutTarWhatComesBeforeIsUsed(int length) throws IOException {
    byte[] whole = Files.readAllBytes(ReferenceTensors.path("data/pairs.tar"));
    Files.write(folder.resolve("whole.tar"), whole);
    Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, length));
    DataReport report = look();
    assertTrue(report.isUsable());
    assertTrue(report.pictures() >= 3 && report.pictures() < 6, report.toString());
    assertTrue(
        report.problems().get(0).sentence().startsWith("cut.tar is damaged: "), report.toString());
  }

  @Test
  void manyProblemsAreNoLongList() throws IOException {
    for (int i = 0; i < 150; i++) {
      write("broken" + i + ".png", "no picture");
    }
    put("good.png");
    List<String> said = sentences();
    assertEquals(101, said.size());
    assertEquals("There are 50 problems more.", said.get(100));
  }

  @Test
  void aFileThatVanishesIsASentence() throws IOException {
    put("a.png", "b.png");
    try (CaptionedPictures pictures = PictureData.openAny(folder, CancelToken.none())) {
      Files.delete(folder.resolve("a.png"));
      String said = assertThrows(EngineException.class, () -> pictures.bytes(0)).getMessage();
      assertEquals("a.png is gone; put it back or take it out of the list.", said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void millionsOfCaptionsAreFewObjects() {
    PackedTexts texts = new PackedTexts();
    String tail = "ü".repeat(1000);
    for (int i = 0; i < 5_000; i++) {
      texts.add(i + tail);
    }
    for (int i = 0; i < 5_000; i += 7) {
      assertEquals(i + tail, texts.get(i));
    }
    assertEquals(5_000, texts.size());
    assertThrows(IndexOutOfBoundsException.class, () -> texts.get(5_000));
  }
}
