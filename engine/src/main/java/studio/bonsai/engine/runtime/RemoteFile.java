// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.util.Locale;

/**
 * One library of a published libtorch.
 *
 * @param url where it lies, compressed by gzip
 * @param name of the library once unpacked
 * @param compressed bytes to fetch
 * @param unpacked bytes on the disk, as the file's own last four bytes say
 * @param tag what the server calls this version of the file; empty when it does not
 */
public record RemoteFile(String url, String name, long compressed, long unpacked, String tag) {
  /** A half fetched file may only be continued by the same version. */
  String partName() {
    String version = Integer.toHexString((tag + compressed).hashCode());
    return String.format(Locale.ROOT, "%s.%s.part", name, version);
  }
}
