// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFailureTest {
  @Test
  void aMissingPermissionIsCalledSo() {
    assertEquals(
        "no permission. Choose another place or change its permissions.",
        FileFailure.reason(new AccessDeniedException("model.json")));
  }

  @Test
  void aMissingFileIsNamed() {
    assertEquals(
        "there is no model.json.", FileFailure.reason(new NoSuchFileException("model.json")));
  }

  @Test
  void aFullDiskIsCalledSo() {
    assertEquals(
        "the disk is full. Free some space and try again.",
        FileFailure.reason(new FileSystemException("a", null, "No space left on device")));
  }

  @Test
  void bytesThatAreNoTextAreCalledSo() {
    assertEquals("it is not text in UTF-8.", FileFailure.reason(new MalformedInputException(1)));
  }

  @Test
  void cutJsonIsCalledSoInFewWords() {
    IOException e =
        assertThrows(JsonProcessingException.class, () -> new ObjectMapper().readTree("{"));
    assertEquals(
        "Unexpected end-of-input: expected close marker for Object.", FileFailure.reason(e));
  }

  @Test
  void whoFailsForAFileIsOfTheFilesKind() {
    EngineException full =
        new EngineException("x", new FileSystemException("a", null, "No space left on device"));
    assertEquals(EngineException.Kind.DISK_FULL, full.kind());
    assertEquals(EngineException.Kind.DISK_FULL, new EngineException("y", full).kind());
    assertEquals(
        EngineException.Kind.NO_PERMISSION,
        new EngineException("x", new AccessDeniedException("a")).kind());
    assertEquals(EngineException.Kind.OTHER, new EngineException("x").kind());
  }

  @Test
  void anyOtherCauseSpeaksForItself() {
    assertEquals("Is a directory.", FileFailure.reason(new IOException("Is a directory")));
  }
}
