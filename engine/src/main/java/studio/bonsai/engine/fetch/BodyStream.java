// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import studio.bonsai.engine.CancelToken;

/**
 * A body as it comes. Java's own stream would wait for ever on a server that falls silent; this one
 * gives up after a while, and at once when the job is cancelled.
 */
final class BodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
  private static final long LOOK_MS = 100;

  private final Duration patience;
  private final CancelToken cancel;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Flow.Subscription subscription;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private List<ByteBuffer> next = List.of();
  private boolean ended;

  private record Event(List<ByteBuffer> buffers, boolean last, Optional<Throwable> failure) {}

  BodyStream(Duration patience, CancelToken cancel) {
    this.patience = patience;
    this.cancel = cancel;
  }

  @Override
  public void onSubscribe(Flow.Subscription chosen) {
    subscription = chosen;
    chosen.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event(List.copyOf(buffers), false, Optional.empty()));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event(List.of(), true, Optional.of(failure)));
  }

  @Override
  public void onComplete() {
    events.add(new Event(List.of(), true, Optional.empty()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /**
   * @throws CancellationException when the job was cancelled
   * @throws HttpTimeoutException when nothing came for too long
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    cancel.throwIfCancelled();
    while (!current.hasRemaining()) {
      if (!next.isEmpty()) {
        current = next.get(0);
        next = next.subList(1, next.size());
      } else if (ended) {
        return -1;
      } else {
        take(waitForEvent());
      }
    }
    int count = Math.min(length, current.remaining());
    current.get(bytes, offset, count);
    return count;
  }

  private void take(Event event) throws IOException {
    ended = event.last();
    if (event.failure().isPresent()) {
      throw event.failure().get() instanceof IOException e
          ? e
          : new IOException(event.failure().get());
    }
    next = event.buffers();
    if (!ended) {
      subscription.request(1);
    }
  }

  private Event waitForEvent() throws IOException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < patience.toNanos()) {
      Event event = poll();
      cancel.throwIfCancelled();
      if (event != null) {
        return event;
      }
    }
    throw new HttpTimeoutException("nothing came for " + patience.toSeconds() + " s");
  }

  private Event poll() {
    try {
      return events.poll(LOOK_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  @Override
  public void close() {
    ended = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
