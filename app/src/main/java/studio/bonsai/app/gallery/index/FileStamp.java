// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * What tells that a file has not changed, without reading it.
 *
 * @param bytes its length
 * @param modified in milliseconds since 1970
 */
public record FileStamp(long bytes, long modified) {
  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  public Instant time() {
    return Instant.ofEpochMilli(modified);
  }
}
