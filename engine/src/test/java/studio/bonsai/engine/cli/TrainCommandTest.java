// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.LoraSettings;
import studio.bonsai.engine.LoraSettings.Layers;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Diffusion;

class TrainCommandTest extends CommandLineTest {
  private static final String MODEL = EmbeddedModel.folder().toString();

  private TrainingRequest request(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", "pictures", "--steps", "3", "--out", "run"));
    assertEquals(0, run(all.toArray(String[]::new)), err::toString);
    return workshop.trained.get(workshop.trained.size() - 1);
  }

  private static LoraSettings lora(TrainingRequest request) {
    return ((Diffusion) request.goal()).lora().orElseThrow();
  }

  @Test
  void aLoraHasThePapersRanksAndRate() {
    TrainingRequest request = request("train", "--model", MODEL, "--part", "unet+text", "--lora");
    assertEquals(
        new LoraSettings(Layers.ofUNet(), Optional.of(Layers.ofTextEncoder())), lora(request));
    assertEquals(1e-4, request.settings().learningRate().rate());
    assertEquals(
        new LoraSettings(Layers.ofUNet(), Optional.empty()),
        lora(request("train", "--model", MODEL, "--lora")));
    TrainingRequest whole = request("train", "--model", MODEL);
    assertEquals(5e-5, whole.settings().learningRate().rate());
    assertEquals(Optional.empty(), ((Diffusion) whole.goal()).lora());
  }

  @Test
  void everythingOfALoraCanBeSaid() {
    TrainingRequest request =
        request(
            ("train --model %s --part unet+text --lora --lora-rank 4 --lora-alpha 4"
                    + " --lora-targets to_q,to_v --lora-text-rank 2 --lora-text-alpha 1.5"
                    + " --lora-text-targets k_proj --lr 1e-3")
                .formatted(MODEL)
                .split(" "));
    assertEquals(
        new LoraSettings(
            new Layers(4, 4, List.of("to_q", "to_v")),
            Optional.of(new Layers(2, 1.5, List.of("k_proj")))),
        lora(request));
    assertEquals(1e-3, request.settings().learningRate().rate());
  }

  @ParameterizedTest
  @CsvSource({
    "--lora-rank 4, --lora",
    "--lora --part vae, leave out --lora or --part vae",
    "--lora --fresh, cannot begin with random weights",
    "--lora --lora-text-rank 4, the text encoder does not learn",
    "--lora --lora-rank 0, LoRA rank"
  })
  void whatCannotBeIsSaid(String options, String complaint) {
    String args = "train --model " + MODEL + " --data p --steps 3 --out run " + options;
    assertEquals(2, run(args.split(" ")));
    assertTrue(err.toString().contains(complaint), err::toString);
    assertTrue(workshop.trained.isEmpty());
  }

  @Test
  void picturesAreAsLargeAsTheModelsOwn() {
    assertEquals(64, request("train", "--model", MODEL).pictures().size());
    assertEquals(64, request("distill", "--teacher", MODEL, "--student", "tiny").pictures().size());
    assertEquals(32, request("train", "--model", MODEL, "--size", "32").pictures().size());
  }
}
