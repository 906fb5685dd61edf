// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index in line with its folder for as long as the studio runs, in the background. */
public final class FolderKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderKeeper.class);

  /** Changes come in swarms: one look is for all within this time. */
  private static final long CALM_MS = 200;

  /** A long look is followed by a rest of so many times its length. */
  private static final int REST = 3;

  private final GalleryFolder gallery;
  private final Consumer<List<Path>> news;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1, FolderKeeper::thread, new ThreadPoolExecutor.DiscardPolicy());
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean closed;
  private volatile long lastMs;
  private Optional<FolderWatch> watch = Optional.empty();

  /**
   * @param news told of files, once they are in the index
   */
  public FolderKeeper(GalleryFolder gallery, Consumer<List<Path>> news) {
    this.gallery = gallery;
    this.news = news;
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "gallery-folder");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins, and returns at once. */
  public void start() {
    worker.execute(
        () -> {
          gallery.open();
          watch();
          scan();
        });
  }

  private void watch() {
    try {
      watch = Optional.of(FolderWatch.start(gallery.folder(), this::look));
    } catch (IOException | RuntimeException e) {
      // Then the looks at start, and whenever the gallery comes into view, must do.
      LOG.warn("{} cannot be watched", gallery.folder(), e);
    }
  }

  /** Looks at the folder soon. */
  public void look() {
    if (!closed && waiting.compareAndSet(false, true)) {
      Future<?> unused =
          worker.schedule(this::scan, Math.max(CALM_MS, REST * lastMs), TimeUnit.MILLISECONDS);
    }
  }

  private void scan() {
    waiting.set(false);
    long start = System.nanoTime();
    try {
      gallery.scan(news, () -> closed);
    } catch (RuntimeException e) {
      LOG.error("the index cannot be brought in line with {}", gallery.folder(), e);
    }
    lastMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Waits for a look that is under way. */
  @Override
  public void close() {
    closed = true;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.error("a look at {} does not end", gallery.folder());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.ifPresent(FolderWatch::close);
  }
}
