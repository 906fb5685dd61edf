// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import java.nio.file.Path;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.PictureFiles;

/**
 * Where the studio keeps what is the user's.
 *
 * @param data database and logs
 * @param pictures where finished pictures go, until the user chooses another folder
 */
public record Places(Path data, Path pictures) {
  /** As this machine has them. */
  public static Places ofThisMachine() {
    return new Places(ModelShelf.dataFolder(), PictureFiles.usersFolder().resolve("Bonsai Studio"));
  }

  Path logs() {
    return data.resolve("logs");
  }

  Path database() {
    return data.resolve("studio.db");
  }
}
