// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static final GenerationRequest RUN =
      GenerationRequest.builder("a red apple").seed(10).count(7).batch(4).build();

  /** The sixth picture: second in its batch, which holds the last three. */
  private static Provenance sixth() {
    return Provenance.of(RUN.resolve(Requests.DEFAULTS, () -> 0), 5, 4, 3, Requests.model());
  }

  @Test
  void aPictureRemembersItsOwnSeed() {
    assertEquals(OptionalLong.of(15), sixth().request().seed());
  }

  @Test
  void aRepetitionMakesTheWholeBatchAgain() {
    GenerationRequest again = sixth().repetition();
    assertEquals(OptionalLong.of(14), again.seed());
    assertEquals(3, again.count());
    assertEquals(3, again.batch());
  }

  @Test
  void thePictureOfARepetitionRemembersTheSame() {
    Provenance again = Provenance.of(sixth().repetition(), 1, 0, 3, Requests.model());
    assertEquals(sixth(), again);
  }

  @Test
  void aRequestOfSeveralPicturesIsNoPicturesRequest() {
    GenerationRequest several = RUN.resolve(Requests.DEFAULTS, () -> 0);
    assertThrows(
        IllegalArgumentException.class, () -> new Provenance(several, 0, "Toy", "feed", "1"));
  }
}
