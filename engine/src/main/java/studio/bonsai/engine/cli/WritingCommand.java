// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import picocli.CommandLine.Parameters;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ModelShelf;

/** What the commands that make a model out of a model have in common. */
abstract class WritingCommand implements Runnable {
  final Console console;
  final Workshop workshop;
  final CancelToken cancel;
  private final ModelShelf shelf;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A name, a folder or a file.")
  private String model;

  WritingCommand(Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    this.console = console;
    this.workshop = workshop;
    this.shelf = shelf;
    this.cancel = cancel;
  }

  /** The model that was named. */
  Path source() {
    return shelf.find(model);
  }

  /**
   * Shows how far the writing is while it goes on.
   *
   * @param bytes of the new model
   * @param writing takes whom to tell of bytes as they are written
   */
  void showing(long bytes, Consumer<LongConsumer> writing) {
    ByteProgress progress = new ByteProgress(console, bytes);
    try {
      writing.accept(progress::add);
    } finally {
      progress.clear();
    }
  }
}
