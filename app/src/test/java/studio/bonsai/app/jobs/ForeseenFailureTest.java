// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.bonsai.engine.EngineException;

class ForeseenFailureTest {
  private final EngineException locked =
      new EngineException("Cannot write x: no permission.", new AccessDeniedException("x"));

  @Test
  void englishIsTheFailuresOwnSentence() {
    assertEquals(locked.getMessage(), ForeseenFailure.sentence(locked, Locale.ENGLISH));
  }

  @Test
  void germansReadWhatToDoBeforeTheEnglishDetail() {
    String sentence = ForeseenFailure.sentence(locked, Locale.GERMAN);
    assertTrue(sentence.startsWith("Der Zugriff ist nicht erlaubt"), sentence);
    assertTrue(sentence.endsWith(locked.getMessage()), sentence);
  }

  @Test
  void whatIsSaidInTheUsersLanguageIsNotFramed() {
    assertEquals(
        "Schon da.", ForeseenFailure.sentence(new SpokenFailure("Schon da."), Locale.GERMAN));
  }

  /** Braces and apostrophes of a message are no places of the text it is put into. */
  @ParameterizedTest
  @EnumSource
  void everyKindHasItsWords(EngineException.Kind kind) {
    EngineException failure = new EngineException(kind, "the '{config}' of {0}", null);
    assertEquals("the '{config}' of {0}", ForeseenFailure.sentence(failure, Locale.ENGLISH));
    assertTrue(ForeseenFailure.sentence(failure, Locale.GERMAN).endsWith("the '{config}' of {0}"));
  }
}
