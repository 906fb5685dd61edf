// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server answers.
 *
 * @param url where it came from in the end
 * @param body reading it looks at the job's cancel token, and gives up when nothing comes
 */
public record HttpAnswer(URI url, int status, HttpHeaders headers, InputStream body) {
  static final int PARTIAL = 206;

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Of the body, as the server promises it. */
  public OptionalLong length() {
    try {
      return headers.firstValueAsLong("Content-Length");
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether it is the part that was asked for, not the whole. */
  public boolean isPartial() {
    return status == PARTIAL;
  }
}
