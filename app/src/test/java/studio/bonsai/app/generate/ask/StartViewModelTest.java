// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;

class StartViewModelTest {
  @TempDir Path folder;

  private Settings settings;
  private StartViewModel model;

  @BeforeEach
  void open() {
    settings = new Settings(Database.open(folder.resolve("studio.db")));
    model = new StartViewModel(settings, folder.resolve("masks"), Runnable::run, Runnable::run);
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private Path picture(String name) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  private GenerationRequest request() {
    GenerationRequestBuilder builder = GenerationRequest.builder("a cat");
    model.fill(builder);
    return builder.build();
  }

  @Test
  void aChosenPictureAndItsMaskAreAskedForAndKept() throws IOException {
    Path file = picture("a picture.png");
    model.choose(file);
    InpaintMask mask = new InpaintMask(SourceImage.of(file), 4);
    model.maskProperty().set(Optional.of(mask));
    model.strength().textProperty().set("0.5");
    close();
    open();
    assertEquals(Optional.of(new StartImage(SourceImage.of(file), 0.5)), request().start());
    assertEquals(Optional.of(mask), request().mask());
    model.remove();
    assertEquals(GenerationRequest.of("a cat"), request());
  }

  @Test
  void anotherPictureTakesTheMaskAway() throws IOException {
    Path file = picture("one.png");
    model.choose(file);
    model.maskProperty().set(Optional.of(new InpaintMask(SourceImage.of(file), 4)));
    model.choose(picture("two.png"));
    assertEquals(Optional.empty(), request().mask());
  }

  @Test
  void whatIsNoPictureIsRefusedInASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("text.png"), "no picture");
    model.choose(file);
    assertTrue(model.problemProperty().get().contains("text.png"));
    assertTrue(model.pictureProperty().get().isEmpty());
  }

  @Test
  void aPictureThatIsGoneAtTheNextStartIsSaid() throws IOException {
    Path file = picture("gone.png");
    model.choose(file);
    close();
    Files.delete(file);
    open();
    assertFalse(model.problemProperty().get().isEmpty());
    assertEquals(GenerationRequest.of("a cat"), request());
  }
}
