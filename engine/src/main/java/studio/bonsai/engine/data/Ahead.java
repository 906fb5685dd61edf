// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Works ahead of its reader on threads of its own, never more than a number of places, and hands
 * out the results in the places' order.
 */
final class Ahead<T> implements AutoCloseable {
  private final LongFunction<Callable<T>> work;
  private final int most;
  private final ExecutorService threads;
  private final Deque<Future<T>> waiting = new ArrayDeque<>();
  private long place;

  /**
   * @param work of a place, asked for on the reader's thread in the places' order, done on another
   * @param most results that wait at a time
   */
  Ahead(LongFunction<Callable<T>> work, int threads, int most) {
    this.work = work;
    this.most = most;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "bonsai-data");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Of the result that {@link #next} gives next. */
  long place() {
    return place;
  }

  void seek(long newPlace) {
    waiting.forEach(future -> future.cancel(false));
    waiting.clear();
    place = newPlace;
  }

  T next() {
    while (waiting.size() < most) {
      waiting.add(threads.submit(work.apply(place + waiting.size())));
    }
    Future<T> first = waiting.remove();
    place++;
    try {
      return first.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while loading pictures");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
