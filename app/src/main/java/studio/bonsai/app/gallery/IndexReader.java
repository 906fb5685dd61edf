// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.UnexpectedFailure;

/** Looks things up in the index beside everything else. */
final class IndexReader {
  private static final Logger LOG = LoggerFactory.getLogger(IndexReader.class);

  /** Something that waits for the disk. */
  interface Question {
    /** Gives what is to be done on the FX thread with what was found. */
    Runnable ask();
  }

  private final Executor background;
  private final Consumer<Runnable> fxThread;

  IndexReader(Executor background, Consumer<Runnable> fxThread) {
    this.background = background;
    this.fxThread = fxThread;
  }

  /**
   * @param otherwise told in a sentence what went wrong, on the FX thread
   */
  void ask(Question question, Consumer<String> otherwise) {
    background.execute(
        () -> {
          try {
            fxThread.accept(question.ask());
          } catch (RuntimeException e) {
            LOG.error("the gallery cannot be looked up", e);
            fxThread.accept(() -> otherwise.accept(UnexpectedFailure.sentence(e)));
          }
        });
  }
}
