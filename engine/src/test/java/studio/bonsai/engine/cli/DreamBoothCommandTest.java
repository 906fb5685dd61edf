// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.LoraSettings;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.SubjectName;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.DreamBooth;

class DreamBoothCommandTest extends CommandLineTest {
  private static final String MODEL = EmbeddedModel.folder().toString();

  private TrainingRequest request(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "dreambooth",
                "--model",
                MODEL,
                "--photos",
                "photos",
                "--subject",
                "a [V] dog",
                "--class",
                "a dog",
                "--out",
                "rex"));
    args.addAll(List.of(more));
    assertEquals(0, run(args.toArray(String[]::new)), err::toString);
    return workshop.trained.get(workshop.trained.size() - 1);
  }

  @Test
  void usualSettingsAreThePapersAndTheModels() {
    TrainingRequest request = request();
    DreamBooth goal = (DreamBooth) request.goal();
    String name = SubjectName.choose(EmbeddedModel.folder());
    assertEquals("a " + name + " dog", goal.prompt());
    assertTrue(err.toString().contains("\"a " + name + " dog\""), err::toString);
    assertTrue(goal.textEncoder());
    assertEquals("a dog", goal.prior().orElseThrow().prompt());
    assertEquals(200, goal.prior().orElseThrow().count());
    assertEquals(Optional.empty(), goal.prior().orElseThrow().folder());
    assertEquals(1e-6, request.settings().learningRate().rate());
    assertEquals(800, request.settings().steps());
    assertEquals(64, request.pictures().size());
    assertEquals(List.of(goal.prompt(), "a dog"), request.samplePrompts());
  }

  @Test
  void everythingCanBeSaid() {
    TrainingRequest request =
        request(
            "--identifier",
            "zwxq",
            "--freeze-text",
            "--class-pictures",
            "dogs",
            "--class-count",
            "7",
            "--prior-weight",
            "0.5",
            "--lr",
            "1e-5",
            "--steps",
            "20",
            "--size",
            "32",
            "--sample",
            "a [V] dog in a box");
    DreamBooth goal = (DreamBooth) request.goal();
    assertEquals("a zwxq dog", goal.prompt());
    assertEquals(7, goal.prior().orElseThrow().count());
    assertEquals(0.5, goal.prior().orElseThrow().weight());
    assertEquals(
        Optional.of(Path.of("dogs").toAbsolutePath()), goal.prior().orElseThrow().folder());
    assertTrue(!goal.textEncoder());
    assertEquals(1e-5, request.settings().learningRate().rate());
    assertEquals(20, request.settings().steps());
    assertEquals(32, request.pictures().size());
    assertEquals(
        List.of("a zwxq dog", "a dog", "a zwxq dog in a box", "a dog in a box"),
        request.samplePrompts());
    assertEquals("", err.toString());
  }

  @Test
  void aLoraLeavesTheModelAsItIs() {
    TrainingRequest request = request("--lora");
    DreamBooth goal = (DreamBooth) request.goal();
    assertEquals(
        Optional.of(new LoraSettings(Layers.ofUNet(), Optional.of(Layers.ofTextEncoder()))),
        goal.lora());
    assertEquals(1e-4, request.settings().learningRate().rate());
    DreamBooth frozen = (DreamBooth) request("--lora", "--freeze-text").goal();
    assertEquals(Optional.empty(), frozen.lora().orElseThrow().textEncoder());
  }

  @Test
  void aCommonWordIsTakenButDoubted() {
    assertEquals("a apple dog", ((DreamBooth) request("--identifier", "apple").goal()).prompt());
    assertTrue(err.toString().startsWith("'apple' is a common word"), err::toString);
  }

  @Test
  void aClassIsNeededUnlessItMayDrift() {
    String[] args = {
      "dreambooth", "--model", MODEL, "--photos", "p", "--subject", "a [V] dog", "--out", "rex"
    };
    assertEquals(2, run(args));
    assertTrue(err.toString().contains("--no-prior"), err::toString);
    List<String> more = new ArrayList<>(List.of(args));
    more.add("--no-prior");
    assertEquals(0, run(more.toArray(String[]::new)), err::toString);
    assertEquals(Optional.empty(), ((DreamBooth) workshop.trained.get(0).goal()).prior());
  }

  @Test
  void aSubjectWithoutItsPlaceIsToldHow() {
    int code =
        run(
            "dreambooth",
            "--model",
            MODEL,
            "--photos",
            "p",
            "--subject",
            "a dog",
            "--class",
            "a dog",
            "--out",
            "rex");
    assertEquals(2, code);
    assertTrue(err.toString().contains("needs [V] where its name belongs"), err::toString);
  }

  @Test
  void aRunGoesOnWithWhatItBeganWith() {
    assertEquals(0, run("dreambooth", "--resume", "rex"), err::toString);
    assertEquals(List.of(Path.of("rex")), workshop.resumed);
    assertEquals(2, run("dreambooth", "--resume", "rex", "--lr", "1e-5", "--class", "a cat"));
    assertTrue(err.toString().contains("leave out --lr, --class"), err::toString);
    assertEquals(2, run("dreambooth", "--resume", "rex", "--lora"));
    assertTrue(err.toString().contains("leave out --lora"), err::toString);
  }
}
