// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.io.IOException;

/** The world's mistake (a file, a device, a network), said in a sentence that a user can act on. */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is to be done about it, for those who say it in another language. */
  public enum Kind {
    /** What the sentence alone tells. */
    OTHER,
    /** The memory does not hold what was asked for. */
    MEMORY,
    /** A file is not there. */
    MISSING,
    /** A file may not be read or written. */
    NO_PERMISSION,
    DISK_FULL,
    /** A server cannot be reached, or the connection broke. */
    NO_CONNECTION,
    /** A server cannot answer at the moment. */
    SERVER_BUSY
  }

  private final Kind kind;

  public EngineException(String message) {
    this(Kind.OTHER, message, null);
  }

  /** Of the cause's own kind. */
  public EngineException(String message, Throwable cause) {
    this(kindOf(cause), message, cause);
  }

  public EngineException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  private static Kind kindOf(Throwable cause) {
    if (cause instanceof EngineException e) {
      return e.kind();
    }
    return cause instanceof IOException e ? FileFailure.kind(e) : Kind.OTHER;
  }

  public final Kind kind() {
    return kind;
  }
}
