// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.util.List;

/**
 * What a hub has of a model.
 *
 * @param hub owner/name
 * @param revision the commit that all of it is of
 */
record HubListing(String hub, String revision, List<HubFile> files) {
  HubListing {
    files = List.copyOf(files);
  }

  long bytes() {
    return files.stream().mapToLong(HubFile::size).sum();
  }

  HubListing of(List<HubFile> chosen) {
    return new HubListing(hub, revision, chosen);
  }
}
