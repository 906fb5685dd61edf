// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.OpenModel;

/**
 * Keeps one model open, for its next picture comes at once. Used by the queue's worker alone: what
 * is to be opened beforehand is opened there, by {@link JobQueue#whenIdle}.
 */
public final class Engines implements AutoCloseable {
  /** Opens a model; tests put a fake in its place. */
  @FunctionalInterface
  public interface Opener {
    /**
     * @throws studio.bonsai.engine.EngineException when it is no model, or damaged
     */
    OpenModel open(Path model, EngineOptions options);
  }

  private record Key(Path model, EngineOptions options) {}

  private final Opener opener;
  private Optional<Key> key = Optional.empty();
  private Optional<OpenModel> open = Optional.empty();

  public Engines(Opener opener) {
    this.opener = opener;
  }

  /** The model, open: it stays so until another one is asked for. Not to be closed. */
  public synchronized OpenModel open(Path model, EngineOptions options) {
    Key wanted = new Key(model, options);
    if (open.isEmpty() || !key.equals(Optional.of(wanted))) {
      close();
      open = Optional.of(opener.open(model, options));
      key = Optional.of(wanted);
    }
    return open.get();
  }

  @Override
  public synchronized void close() {
    open.ifPresent(OpenModel::close);
    open = Optional.empty();
    key = Optional.empty();
  }
}
