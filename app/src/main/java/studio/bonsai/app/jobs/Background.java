// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for what may wait. They do not keep the program alive, and what comes after their end is
 * left undone.
 */
public final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private static final long PATIENCE_S = 10;

  private Background() {}

  /** One thread: things are done in the order in which they come. */
  public static ExecutorService oneAfterAnother(String name) {
    return threads(name, 1, 1, new LinkedBlockingQueue<>());
  }

  /** As many threads as there are things to do. */
  public static ExecutorService asManyAsNeeded(String name) {
    return threads(name, 0, Integer.MAX_VALUE, new SynchronousQueue<>());
  }

  /** Lets what was begun or waits be done, for a while, and takes nothing new. */
  public static void finish(ExecutorService tasks, String what) {
    tasks.shutdown();
    try {
      if (!tasks.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
        LOG.error("{}: does not end", what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExecutorService threads(
      String name, int least, int most, BlockingQueue<Runnable> waiting) {
    return new ThreadPoolExecutor(
        least,
        most,
        1,
        TimeUnit.MINUTES,
        waiting,
        task -> daemon(name, task),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
