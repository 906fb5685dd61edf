// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Lora;
import studio.bonsai.engine.Requests;
import studio.bonsai.engine.picture.PictureMetadata;
import studio.bonsai.engine.picture.PngFile;

class LoraCommandTest extends CommandLineTest {
  private Path lora() throws IOException {
    return Files.writeString(folder.resolve("ink.safetensors"), "numbers");
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  @Test
  void lorasOfOptionsAndPromptsReachTheEngine() throws IOException {
    Path file = lora();
    String tag = "<lora:" + folder.resolve("ink") + ":0.5>";
    assertEquals(
        0,
        run(
            "generate",
            "--out",
            out(),
            "--lora",
            file + ":0.8",
            "--lora",
            file.toString(),
            "apple " + tag));
    GenerationRequest request = workshop.requests.get(0);
    assertEquals("apple", request.prompt());
    assertEquals(
        List.of(Lora.of(file, 0.8), Lora.of(file, 1), Lora.of(file, 0.5)), request.loras());
  }

  @Test
  void aLoraThatIsNotThereIsSaidBeforeAnythingIsDrawn() {
    assertEquals(1, run("generate", "--out", out(), "--lora", "nowhere:0.8", "apple"));
    assertTrue(err.toString().contains("There is no LoRA 'nowhere'"), err::toString);
    assertTrue(workshop.requests.isEmpty());
  }

  @Test
  void aPictureTellsItsLorasHereAndInTheWebUisWords() throws IOException {
    GenerationRequest request =
        GenerationRequest.builder("apple").loras(List.of(Lora.of(lora(), 0.8))).build();
    Path png = folder.resolve("a.png");
    Files.write(png, PngFile.encode(Requests.picture(request, 0)));
    assertEquals(0, run("info", png.toString()));
    assertTrue(out.toString().contains("ink.safetensors at 0.8"), out::toString);
    assertEquals(
        "apple <lora:ink:0.8>", PictureMetadata.read(png).parameters().orElseThrow().prompt());
  }

  @Test
  void mergeNamesModelLorasAndFolder() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Path target = folder.resolve("merged");
    Path file = lora();
    assertEquals(
        0, run("merge", model.toString(), "--lora", file + ":0.8", "--out", target.toString()));
    assertEquals(List.of(Lora.of(file, 0.8)), workshop.merged.get(0).loras());
    assertEquals(target.toString(), out.toString().strip());
  }

  @Test
  void aMergeWithoutALoraIsAMisuse() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    assertEquals(2, run("merge", model.toString(), "--out", folder.resolve("x").toString()));
    assertTrue(err.toString().contains("name a LoRA with --lora"), err::toString);
  }
}
