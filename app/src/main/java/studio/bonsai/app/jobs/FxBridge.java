// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;

/** The one place that enters the FX thread from others. */
public final class FxBridge {
  private static volatile boolean closed;

  private FxBridge() {}

  /** Lets nothing through any more: the program ends, and the toolkit may be gone already. */
  public static void close() {
    closed = true;
  }

  public static boolean isClosed() {
    return closed;
  }

  /** Runs on the FX thread: at once when this is it, else as soon as it has time. */
  public static void run(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      later(action);
    }
  }

  /** Runs on the FX thread after what it is doing now, wherever it is called from. */
  public static void later(Runnable action) {
    if (!closed) {
      Platform.runLater(action);
    }
  }

  /** Ends the program after what the FX thread is doing now. */
  public static void leave() {
    Platform.runLater(Platform::exit);
  }

  /**
   * A consumer that hands values over to the FX thread and leaves out those that a newer one has
   * overtaken: however fast they come, that thread is never flooded.
   */
  public static <T> Consumer<T> latest(Consumer<? super T> consumer) {
    return latest(FxBridge::later, consumer);
  }

  /**
   * As {@link #latest(Consumer)}, by another way.
   *
   * @param fxThread runs something there
   */
  public static <T> Consumer<T> latest(Consumer<Runnable> fxThread, Consumer<? super T> consumer) {
    AtomicReference<T> waiting = new AtomicReference<>();
    return value -> {
      if (waiting.getAndSet(value) == null) {
        fxThread.accept(() -> consumer.accept(waiting.getAndSet(null)));
      }
    };
  }
}
