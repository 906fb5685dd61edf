// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.TrainingRequest;

class TrainCommandTest extends CommandLineTest {
  static final String MODEL = EmbeddedModel.folder().toString();

  private TrainingRequest request(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", "pictures", "--steps", "3", "--out", "run"));
    assertEquals(0, run(all.toArray(String[]::new)), err::toString);
    return workshop.trained.get(workshop.trained.size() - 1);
  }

  @Test
  void picturesAreAsLargeAsTheModelsOwn() {
    assertEquals(64, request("train", "--model", MODEL).pictures().size());
    assertEquals(64, request("distill", "--teacher", MODEL, "--student", "tiny").pictures().size());
    assertEquals(32, request("train", "--model", MODEL, "--size", "32").pictures().size());
  }
}
