// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.TrainingSettings.Optimizer;
import studio.bonsai.engine.kernels.Kernels;

/** Weights that learn, and what PyTorch made of them: gradients and ten clipped steps of AdamW. */
public final class ReferenceLesson implements AutoCloseable {
  private static final int STEPS = 10;
  private static final double RATE = 1e-3;

  private final ReferenceTensors numbers;
  private final String left;
  private final MasterWeights weights = new MasterWeights();
  private Leaves leaves;

  /**
   * @param fixture what PyTorch made; closed with this
   * @param left what the fixture leaves out before the weights' names, such as {@code unet.}
   */
  public ReferenceLesson(ReferenceTensors fixture, String left) {
    numbers = fixture;
    this.left = left;
  }

  public ReferenceTensors numbers() {
    return numbers;
  }

  /** To be filled before the leaves are asked for. */
  public MasterWeights weights() {
    return weights;
  }

  public Leaves leaves() {
    if (leaves == null) {
      leaves = new Leaves(weights);
    }
    return leaves;
  }

  /** Every weight has one. */
  public SortedMap<String, NDArray> gradients() {
    SortedMap<String, NDArray> gradients = new TreeMap<>();
    leaves.names().forEach(key -> gradients.put(key, leaves.gradient(key).orElseThrow()));
    return gradients;
  }

  /**
   * Ten steps of the paper's AdamW, whose totals, gradient norms and weights are compared.
   *
   * @param learn adds up the gradients of a step and gives its total loss
   * @param after called when the weights have changed
   */
  public void compareSteps(
      IntToDoubleFunction learn, IntConsumer after, Kernels kernels, NDManager manager) {
    AdamW optimizer = new AdamW(weights, Optimizer.paper(), kernels, manager);
    float[] norms = numbers.get("norms").toFloatArray();
    float[] totals = numbers.get("totals").toFloatArray();
    for (int step = 0; step < STEPS; step++) {
      assertEquals(totals[step], learn.applyAsDouble(step), 1e-4 * totals[step]);
      SortedMap<String, NDArray> gradients = gradients();
      assertEquals(norms[step], optimizer.clip(gradients, 1), 1e-4 * norms[step]);
      optimizer.step(gradients, RATE);
      kernels.load("train").compute("zero", List.copyOf(gradients.values())).close();
      after.accept(step);
      if (step == 0 || step == STEPS - 1) {
        compare("p" + (step + 1) + ".", weights.all(), 50, 1e-3, 0);
      }
    }
  }

  /**
   * @param prefix of the fixture's names, before those of the weights
   * @param count of numbers that the fixture keeps of each
   * @param tolerance of the largest number of each
   * @param floor what counts as nothing beside the largest number of all tensors: attention over a
   *     single pixel has gradients of 0, of which both sides compute noise
   */
  public void compare(
      String prefix, Map<String, NDArray> found, int count, double tolerance, double floor) {
    List<String> names = numbers.names().stream().filter(n -> n.startsWith(prefix)).toList();
    assertEquals(found.size(), names.size());
    double largest =
        names.stream().mapToDouble(n -> numbers.get(n).abs().max().getFloat()).max().orElseThrow();
    for (String name : names) {
      if (prefix.startsWith("p") && name.endsWith("k_proj.bias")) {
        // Attention does not see it: its gradient is rounding, of which AdamW makes whole steps.
        continue;
      }
      NDArray want = numbers.get(name);
      NDArray own = some(found.get(left + name.substring(prefix.length())), count);
      double difference = want.sub(own).abs().max().getFloat();
      double scale = Math.max(want.abs().max().getFloat(), floor * largest);
      assertTrue(difference <= tolerance * scale, name + " is off by " + difference / scale);
    }
  }

  /** The same numbers of a tensor as the generator keeps. */
  private static NDArray some(NDArray array, int count) {
    NDArray flat = array.flatten();
    long stride = Math.max(1, (flat.size() + count - 1) / count);
    return flat.get(new NDIndex().addSliceDim(0, flat.size(), stride));
  }

  @Override
  public void close() {
    leaves().close();
    numbers.close();
  }
}
