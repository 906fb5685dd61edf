// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a file could not be read or written, for the end of a sentence that names it. */
public final class FileFailure {
  private FileFailure() {}

  /** The cause in words that say what to do: Java's own messages are often but the file's name. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission. Choose another place or change its permissions.";
    }
    if (e instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile() + ".";
    }
    if (e instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is in the way. Choose another place.";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not text in UTF-8.";
    }
    if (e instanceof JsonProcessingException json) {
      // What follows tells places in terms of Jackson's own settings.
      return json.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "") + ".";
    }
    if (isDiskFull(e)) {
      return "the disk is full. Free some space and try again.";
    }
    String text = text(e);
    return text == null ? e.toString() : text + ".";
  }

  static EngineException.Kind kind(IOException e) {
    if (e instanceof AccessDeniedException) {
      return EngineException.Kind.NO_PERMISSION;
    }
    if (e instanceof NoSuchFileException) {
      return EngineException.Kind.MISSING;
    }
    return isDiskFull(e) ? EngineException.Kind.DISK_FULL : EngineException.Kind.OTHER;
  }

  private static String text(IOException e) {
    return e instanceof FileSystemException f ? f.getReason() : e.getMessage();
  }

  private static boolean isDiskFull(IOException e) {
    String lower = String.valueOf(text(e)).toLowerCase(Locale.ROOT);
    return lower.contains("no space") || lower.contains("not enough space");
  }
}
