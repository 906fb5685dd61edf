// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Stretches of a network of which nothing but the results is kept; the way back computes each
 * again. Memory for time: Chen et al. 2016, arXiv 1604.06174.
 *
 * <p>Every result becomes a leaf, so that the recorded graph is cut there. Its gradient, summed
 * over all who used it, is where the way back through its stretch begins.
 */
final class Segments implements AutoCloseable {
  /** Goes on from the gradients of some leaves, then frees what it kept. */
  private interface WayBack extends AutoCloseable {
    void walk();

    @Override
    void close();
  }

  private final Deque<WayBack> tape = new ArrayDeque<>();

  /**
   * Computes a stretch without recording it.
   *
   * @param inputs stay the caller's
   * @param work closes what it makes except for its results, and none of its inputs
   * @return further handles on the results
   */
  List<NDArray> compute(List<NDArray> inputs, UnaryOperator<List<NDArray>> work) {
    List<NDArray> kept = inputs.stream().map(Segments::handle).toList();
    List<NDArray> results = Recording.unrecorded(() -> work.apply(kept));
    List<Leaf> leaves = results.stream().map(Leaf::new).toList();
    results.forEach(NDArray::close);
    tape.push(new Stretch(kept, work, leaves));
    return leaves.stream().map(leaf -> handle(leaf.array())).toList();
  }

  /**
   * Cuts the graph behind something recorded, which several stretches will use.
   *
   * @param recorded is taken over
   * @return a further handle on it
   */
  NDArray cut(NDArray recorded) {
    Leaf leaf = new Leaf(recorded);
    tape.push(new Cut(recorded, leaf));
    return handle(leaf.array());
  }

  /** From the last stretch to the first, once the gradients of the last results are there. */
  void walkBack() {
    while (!tape.isEmpty()) {
      try (WayBack last = tape.pop()) {
        last.walk();
      }
    }
  }

  @Override
  public void close() {
    tape.forEach(WayBack::close);
    tape.clear();
  }

  /** On the same numbers; it may be closed, and gradients go through it. */
  private static NDArray handle(NDArray array) {
    return array.reshape(array.getShape());
  }

  private static void backward(NDArray value, NDArray gradient, boolean keepGraph) {
    JniUtils.backward((PtNDArray) value, (PtNDArray) gradient, keepGraph, false);
  }

  private record Stretch(List<NDArray> inputs, UnaryOperator<List<NDArray>> work, List<Leaf> leaves)
      implements WayBack {
    @Override
    public void walk() {
      List<Integer> used = new ArrayList<>();
      for (int i = 0; i < leaves.size(); i++) {
        if (leaves.get(i).gradient().isPresent()) {
          used.add(i);
        }
      }
      if (used.isEmpty()) {
        return;
      }
      List<NDArray> results = work.apply(inputs);
      int last = used.get(used.size() - 1);
      for (int i : used) {
        backward(results.get(i), leaves.get(i).gradient().orElseThrow(), i != last);
      }
      results.forEach(NDArray::close);
    }

    @Override
    public void close() {
      inputs.forEach(NDArray::close);
      leaves.forEach(Leaf::close);
    }
  }

  private record Cut(NDArray recorded, Leaf leaf) implements WayBack {
    @Override
    public void walk() {
      leaf.gradient().ifPresent(this::walk);
    }

    /** Nothing may have been recorded at all; the sum with a leaf has a way back all the same. */
    private void walk(NDArray gradient) {
      try (NDArray zero = recorded.getManager().create(0f);
          Leaf anchor = new Leaf(zero);
          NDArray anchored = recorded.add(anchor.array())) {
        backward(anchored, gradient, false);
      }
    }

    @Override
    public void close() {
      recorded.close();
      leaf.close();
    }
  }
}
