// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A stretch of work on one thread whose gradients can be asked for. DJL's own collector allows one
 * at a time in the whole process; libtorch has one a thread, which data-parallel workers need.
 *
 * <p>Also switches libtorch's profiling executor off on this thread, for good: it computes the
 * first calls of a kernel otherwise than the later ones, so that a resumed run would differ from
 * one that never stopped.
 */
public final class Recording implements AutoCloseable {
  private static final ThreadLocal<Recording> OPEN = new ThreadLocal<>();

  private final boolean before;
  private final Optional<Segments> segments;

  private Recording(Optional<Segments> segments) {
    this.segments = segments;
    before = JniUtils.isGradMode();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
    OPEN.set(this);
  }

  /** Begins on this thread; ends when closed, on the same thread. */
  public static Recording begin() {
    return begin(false);
  }

  /**
   * The same.
   *
   * @param sparing of each {@link #segment} only the results are kept, and the way back computes it
   *     again: gradient checkpointing, about a third slower
   */
  public static Recording begin(boolean sparing) {
    if (OPEN.get() != null) {
      throw new IllegalStateException("this thread is recording already");
    }
    return new Recording(sparing ? Optional.of(new Segments()) : Optional.empty());
  }

  /**
   * Computes a stretch of a network that may be computed once more for its gradients. What it uses
   * of the network's earlier results must be among its inputs, and stem from {@link #segment} or
   * {@link #cut} too.
   *
   * @param inputs stay the caller's
   * @param work closes what it makes except for its results, and none of its inputs
   */
  public static List<NDArray> segment(List<NDArray> inputs, UnaryOperator<List<NDArray>> work) {
    return sparing().map(s -> s.compute(inputs, work)).orElseGet(() -> work.apply(inputs));
  }

  /**
   * Something that several segments will use, recorded or not.
   *
   * @param recorded is taken over
   */
  public static NDArray cut(NDArray recorded) {
    return sparing().map(s -> s.cut(recorded)).orElse(recorded);
  }

  private static Optional<Segments> sparing() {
    Recording open = OPEN.get();
    return open != null && JniUtils.isGradMode() ? open.segments : Optional.empty();
  }

  /** Whether this thread is between {@link #begin} and {@link #close}, paused or not. */
  static boolean isOpen() {
    return OPEN.get() != null;
  }

  /**
   * Adds to every leaf's gradient, and frees what was recorded for it.
   *
   * @param value whose gradients are wanted
   * @param gradient of the final loss by the value; shaped as the value
   */
  public void backward(NDArray value, NDArray gradient) {
    JniUtils.backward((PtNDArray) value, (PtNDArray) gradient, false, false);
    segments.ifPresent(Segments::walkBack);
  }

  /**
   * A product that may be recorded. DJL's own product by a number borrows the number's memory from
   * Java, which frees it before the gradient asks for it.
   *
   * @return of x's precision and shape
   */
  public static NDArray times(NDArray x, double factor) {
    try (NDArray borrowed = x.getManager().create((float) factor);
        NDArray own = borrowed.duplicate()) {
      return x.mul(own);
    }
  }

  /** Computes something without recording; its results may be used by what is recorded later. */
  public <T> T paused(Supplier<T> work) {
    return unrecorded(work);
  }

  /** For use while this thread is recording. */
  static <T> T unrecorded(Supplier<T> work) {
    JniUtils.setGradMode(false);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  @Override
  public void close() {
    OPEN.remove();
    segments.ifPresent(Segments::close);
    JniUtils.setGradMode(before);
  }
}
