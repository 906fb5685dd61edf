// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GenerationRequestTest {
  private static GenerationRequestBuilder apple() {
    return GenerationRequest.builder("a red apple");
  }

  @Test
  void whatIsLeftOpenIsTheModelsDefault() {
    GenerationRequest resolved =
        apple().steps(4).seed(1).build().resolve(Requests.DEFAULTS, () -> 9);
    assertEquals(
        apple()
            .size(new ImageSize(64, 64))
            .steps(4)
            .guidanceScale(2)
            .guidanceRescale(0)
            .sampler("ddim")
            .karras(false)
            .eta(0)
            .clipSkip(1)
            .seed(1)
            .build(),
        resolved);
  }

  @Test
  void anotherSamplerDoesWithoutTheKarrasLevelsAndEtaOfTheModelsOwn() {
    ModelDefaults defaults =
        new ModelDefaults(new ImageSize(64, 64), 25, 2, 0, "ddim", true, 0.5, 1);
    GenerationRequest own = apple().sampler("ddim").build().resolve(defaults, () -> 9);
    GenerationRequest other = apple().sampler("lcm").build().resolve(defaults, () -> 9);
    assertEquals(Optional.of(true), own.karras());
    assertEquals(OptionalDouble.of(0.5), own.eta());
    assertEquals(Optional.of(false), other.karras());
    assertEquals(OptionalDouble.of(0), other.eta());
  }

  @Test
  void seedZeroIsASeed() {
    GenerationRequest resolved = apple().seed(0).build().resolve(Requests.DEFAULTS, () -> 9);
    assertEquals(OptionalLong.of(0), resolved.seed());
  }

  @Test
  void anOpenSeedIsAFreshOne() {
    GenerationRequest resolved = apple().build().resolve(Requests.DEFAULTS, () -> 9);
    assertEquals(OptionalLong.of(9), resolved.seed());
  }

  @Test
  void eachPictureHasTheNextSeed() {
    GenerationRequest request = apple().seed(5).count(3).batch(2).build();
    assertEquals(apple().seed(7).build(), request.forPicture(2));
  }

  @Test
  void withAVariationOnlyItsSeedMovesOn() {
    GenerationRequest request = apple().seed(5).variation(new Variation(10, 0.1)).count(3).build();
    assertEquals(apple().seed(5).variation(new Variation(12, 0.1)).build(), request.forPicture(2));
  }

  @Test
  void thereIsNoPictureBeyondTheCount() {
    GenerationRequest request = apple().seed(5).count(3).build();
    assertThrows(IndexOutOfBoundsException.class, () -> request.forPicture(3));
  }

  @Test
  void aBuilderOfARequestBuildsItAgain() {
    assertEquals(Requests.full(), Requests.full().toBuilder().build());
  }

  @Test
  void anEmptyPromptIsAllowed() {
    assertEquals("", GenerationRequest.of("").prompt());
  }

  @Test
  void tooManyStepsAreRefused() {
    assertRefused(apple().steps(1001), "steps must be 1 to 1000, got 1001");
  }

  @Test
  void aGuidanceThatIsNoNumberIsRefused() {
    assertRefused(
        apple().guidanceScale(Double.NaN), "guidance scale must be 0.0 to 100.0, got NaN");
  }

  @Test
  void aMaskWithoutAStartIsRefused() {
    InpaintMask mask = Requests.full().mask().orElseThrow();
    assertRefused(apple().mask(mask), "a mask needs a picture to start from");
  }

  private static void assertRefused(GenerationRequestBuilder request, String why) {
    Exception e = assertThrows(IllegalArgumentException.class, request::build);
    assertEquals(why, e.getMessage());
  }

  @Test
  void aSizeThatIsNoMultipleOfEightIsRefused() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new ImageSize(512, 500));
    assertTrue(e.getMessage().contains("multiples of 8, got 512x500"));
  }

  @Test
  void aSizeOfOneNumberIsASquare() {
    assertEquals(new ImageSize(64, 64), ImageSize.parse("64"));
    assertEquals(new ImageSize(512, 768), ImageSize.parse("512x768"));
  }

  @Test
  void aSizeIsReadWhole() {
    assertThrows(IllegalArgumentException.class, () -> ImageSize.parse("512x768x3"));
    assertThrows(IllegalArgumentException.class, () -> ImageSize.parse("0x8"));
  }

  @Test
  void devicesAreReadByName() {
    assertEquals("cuda:1", DeviceName.parse("cuda:1").orElseThrow().toString());
    assertEquals("cuda:0", DeviceName.parse("cuda").orElseThrow().toString());
    assertEquals("cpu", DeviceName.parse("cpu").orElseThrow().toString());
    assertTrue(DeviceName.parse("auto").isEmpty());
    assertThrows(IllegalArgumentException.class, () -> DeviceName.parse("gpu"));
  }
}
