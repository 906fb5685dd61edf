// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
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
  void aPictureIsTheSameHoweverItWasComputed() {
    Provenance computed =
        sixth().computed(new Computation(false, Precision.FLOAT32, MemoryMode.LOW, 2));
    assertNotEquals(sixth(), computed);
    assertTrue(sixth().isOfSamePicture(computed));
    Provenance fifth = Provenance.of(sixth().repetition(), 0, 0, 3, Requests.model());
    assertFalse(sixth().isOfSamePicture(fifth));
  }

  @Test
  void aPrecisionThatSuitsTheDeviceWasNotChosen() {
    assertEquals(Optional.empty(), chosen(true, Precision.FLOAT16));
    assertEquals(Optional.empty(), chosen(false, Precision.FLOAT32));
    assertEquals(Optional.of(Precision.FLOAT32), chosen(true, Precision.FLOAT32));
    assertEquals(Optional.of(Precision.FLOAT16), chosen(false, Precision.FLOAT16));
  }

  private static Optional<Precision> chosen(boolean gpu, Precision precision) {
    return new Computation(gpu, precision, MemoryMode.BALANCED, 1).chosenPrecision();
  }

  @Test
  void aRequestOfSeveralPicturesIsNoPicturesRequest() {
    GenerationRequest several = RUN.resolve(Requests.DEFAULTS, () -> 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Provenance(several, 0, "Toy", "feed", "1", Optional.empty()));
  }
}
