// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestJsonTest {
  @Test
  void aFullRequestComesBack() {
    String json = RequestJson.write(Requests.full());
    assertEquals(Requests.full(), RequestJson.readRequest("test", json));
  }

  @Test
  void anOpenRequestComesBackOpen() {
    GenerationRequest open = GenerationRequest.of("");
    assertEquals(open, RequestJson.readRequest("test", RequestJson.write(open)));
  }

  @Test
  void aProvenanceComesBack() {
    Provenance provenance = Requests.picture(Requests.full(), 2).provenance();
    assertEquals(provenance, RequestJson.readProvenance("test", RequestJson.write(provenance)));
  }

  @Test
  void howItWasComputedComesBack() {
    Provenance provenance =
        Requests.picture(Requests.full(), 2)
            .provenance()
            .computed(new Computation(true, Precision.FLOAT16, MemoryMode.FAST, 3));
    assertEquals(provenance, RequestJson.readProvenance("test", RequestJson.write(provenance)));
  }

  @Test
  void anUnknownPrecisionIsRefused() {
    String json =
        RequestJson.write(
                Requests.picture(GenerationRequest.of("a"), 0)
                    .provenance()
                    .computed(new Computation(false, Precision.FLOAT32, MemoryMode.LOW, 1)))
            .replace("float32", "float8");
    Exception e = assertThrows(EngineException.class, () -> RequestJson.readProvenance("x", json));
    assertTrue(e.getMessage().contains("'precision' should be"), e.getMessage());
  }

  @Test
  void theLargestSeedsComeBack() {
    GenerationRequest request = GenerationRequest.builder("").seed(Long.MIN_VALUE).build();
    assertEquals(request, RequestJson.readRequest("test", RequestJson.write(request)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"prompt": "a", "steps": "20"}       | 'steps' should be a whole number, found "20"
          {"prompt": "a", "steps": 2.5}        | 'steps' should be a whole number, found 2.5
          {"prompt": "a", "steps": 99999999999} | 'steps' should be a whole number
          {"prompt": "a", "steps": 0}          | steps must be 1 to 1000, got 0
          {"prompt": 1}                        | 'prompt' should be text, found 1
          {"steps": 2}                         | lacks the field 'prompt'
          {"prompt": "a", "step": 2}           | unknown field 'step'
          {"prompt": "a", "width": 64}         | lacks the field 'height'
          {"prompt": "a", "karras": "yes"}     | 'karras' should be true or false
          {"prompt": "a", "start": []}         | 'start' should be an object
          {"prompt": "a", "start": {"file": "x", "sha256": "1", "strength": 1}} | 64 hexadecimal
          {"prompt": "a"                       | is not JSON
          {"prompt": "a"} {}                   | is not JSON
          []                                   | should hold a JSON object
          """)
  void damagedRequestsAreRefusedWithTheReason(String json, String reason) {
    Exception e =
        assertThrows(EngineException.class, () -> RequestJson.readRequest("The job", json));
    assertTrue(e.getMessage().startsWith("The job"), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void aNewerProgramsPictureIsRefused() {
    Exception e =
        assertThrows(
            EngineException.class, () -> RequestJson.readProvenance("x", "{\"format\": 2}"));
    assertEquals("x was written by a newer Bonsai; update this one.", e.getMessage());
  }

  @Test
  void aPlaceOutsideTheBatchIsRefused() {
    String json =
        RequestJson.write(Requests.picture(GenerationRequest.of("a"), 0).provenance())
            .replace("\"placeInBatch\":0", "\"placeInBatch\":1");
    assertThrows(EngineException.class, () -> RequestJson.readProvenance("x", json));
  }
}
