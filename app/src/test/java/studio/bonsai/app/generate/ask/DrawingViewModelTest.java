// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.Variation;

class DrawingViewModelTest {
  private static final InstalledModel.Facts FACTS =
      new InstalledModel.Facts(
          "toy",
          1,
          1,
          "float16",
          ModelDefaults.stableDiffusion(new ImageSize(512, 512), "pndm", false),
          List.of("pndm", "ddim"));

  @TempDir Path folder;

  private long fresh = 100;
  private Settings settings;
  private DrawingViewModel model;

  @BeforeEach
  void open() {
    settings = new Settings(Database.open(folder.resolve("studio.db")));
    model =
        new DrawingViewModel(
            settings, new SimpleObjectProperty<>(Optional.of(FACTS)), () -> fresh++);
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private GenerationRequest request() {
    GenerationRequestBuilder builder = GenerationRequest.builder("a cat");
    model.fill(builder);
    return builder.build();
  }

  @Test
  void whatIsNotTypedIsLeftToTheModel() {
    assertEquals(GenerationRequest.of("a cat"), request());
  }

  @Test
  void karrasLevelsAreAskedOnlyOfASamplerThatKnowsThem() {
    model.karrasProperty().set("true");
    assertFalse(model.offersKarrasProperty().get(), "the model's own is PNDM");
    assertEquals(GenerationRequest.of("a cat"), request());
    model.samplerProperty().set("euler");
    assertTrue(model.offersKarrasProperty().get());
    assertEquals(Optional.of(true), request().karras());
    model.samplerProperty().set("lcm");
    assertFalse(model.offersKarrasProperty().get());
    assertEquals(Optional.empty(), request().karras());
  }

  @Test
  void etaIsAskedOnlyOfASamplerThatKnowsIt() {
    model.eta().textProperty().set("0.5");
    assertFalse(model.offersEtaProperty().get(), "the model's own is PNDM");
    assertEquals(GenerationRequest.of("a cat"), request());
    model.samplerProperty().set("ddim");
    assertTrue(model.offersEtaProperty().get());
    assertEquals(OptionalDouble.of(0.5), request().eta());
    model.samplerProperty().set("nobody knows");
    assertTrue(model.offersEtaProperty().get(), "refused for itself");
  }

  @Test
  void whoHearsOfAChangeFindsItInTheRequest() {
    List<OptionalInt> heard = new ArrayList<>();
    model.inputs().forEach(input -> input.addListener(now -> heard.add(request().steps())));
    model.steps().textProperty().set("7");
    model.steps().textProperty().set("12");
    assertEquals(OptionalInt.of(12), heard.get(heard.size() - 1), heard.toString());
  }

  @Test
  void whatIsTypedIsAskedForAndKept() {
    model.steps().textProperty().set("12");
    model.guidance().textProperty().set("3,5");
    model.size().width().textProperty().set("640");
    model.count().textProperty().set("4");
    model.batch().textProperty().set("2");
    model.samplerProperty().set("ddim");
    close();
    open();
    GenerationRequest expected =
        GenerationRequest.builder("a cat")
            .steps(12)
            .guidanceScale(3.5)
            .size(new ImageSize(640, 512))
            .sampler("ddim")
            .count(4)
            .batch(2)
            .build();
    assertEquals(expected, request());
  }

  @Test
  void whatMakesNoSenseIsSaidInASentence() {
    model.steps().textProperty().set("0");
    model.size().height().textProperty().set("100");
    model.eta().textProperty().set("NaN");
    model.seed().field().textProperty().set("12x");
    for (Field<?> field :
        List.of(model.steps(), model.size().height(), model.eta(), model.seed().field())) {
      assertTrue(field.problemProperty().get().endsWith("."), field.textProperty().get());
    }
    assertTrue(model.wrongProperty().get());
    model.reset();
    model.seed().field().clear();
    assertFalse(model.wrongProperty().get());
  }

  @Test
  void anUnlockedSeedIsFreshForEveryOrderAndALockedOneStays() {
    assertEquals(100, model.nextSeed());
    assertEquals(101, model.nextSeed());
    assertEquals(OptionalLong.empty(), request().seed());
    model.seed().lockedProperty().set(true);
    assertEquals(101, model.nextSeed());
    assertEquals(OptionalLong.of(101), request().seed());
    model.seed().roll();
    assertEquals(102, model.nextSeed());
    model.seed().field().textProperty().set("7");
    assertEquals(7, model.nextSeed());
    model.seed().field().textProperty().set("");
    assertEquals(103, model.nextSeed());
  }

  @Test
  void theModelsOwnSizeComesFirstAndSidesAreSwapped() {
    assertEquals(new ImageSize(512, 512), model.size().offered().get(0));
    assertTrue(model.size().offered().contains(new ImageSize(768, 512)));
    model.size().use(new ImageSize(768, 512));
    model.size().swap();
    assertEquals(Optional.of(new ImageSize(512, 768)), request().size());
  }

  @Test
  void aPicturesSettingsAreTakenOverAndResetGoesBackToTheModels() {
    GenerationRequest drawn =
        GenerationRequest.builder("a cat")
            .steps(7)
            .guidanceScale(2)
            .guidanceRescale(0.5)
            .clipSkip(2)
            .karras(true)
            .sampler("euler")
            .size(new ImageSize(64, 96))
            .seed(9)
            .variation(new Variation(3, 0.2))
            .build();
    model.count().set(5);
    model.take(drawn);
    assertEquals(drawn.toBuilder().count(5).build(), request());
    assertTrue(model.changedProperty().get());
    model.reset();
    assertFalse(model.changedProperty().get());
    assertEquals(Optional.empty(), request().size());
    assertEquals(OptionalLong.of(9), request().seed());
  }
}
