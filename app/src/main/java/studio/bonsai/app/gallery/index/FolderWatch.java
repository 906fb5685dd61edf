// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices what happens to the pictures of a folder, and of the folders in it. */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final DirectoryWatcher watcher;

  private FolderWatch(DirectoryWatcher watcher) {
    this.watcher = watcher;
  }

  /**
   * @param changed called after each change, often many times for one; on a thread of its own
   */
  static FolderWatch start(Path folder, Runnable changed) throws IOException {
    DirectoryWatcher watcher =
        DirectoryWatcher.builder()
            .path(folder.toRealPath())
            .fileHashing(false)
            .listener(
                event -> {
                  if (matters(event)) {
                    changed.run();
                  }
                })
            .build();
    CompletableFuture<Void> unused = watcher.watchAsync(FolderWatch::onThread);
    return new FolderWatch(watcher);
  }

  private static boolean matters(DirectoryChangeEvent event) {
    return event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW
        || event.isDirectory()
        || event.path() == null
        || PicturesFolder.isPicture(event.path());
  }

  private static void onThread(Runnable task) {
    Thread thread = new Thread(task, "gallery-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      watcher.close();
    } catch (IOException e) {
      LOG.warn("the watch over the pictures does not end", e);
    }
  }
}
