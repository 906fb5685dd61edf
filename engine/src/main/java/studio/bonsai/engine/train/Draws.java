// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.SplittableRandom;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;

/**
 * What is random in a step. Every draw is a function of seed, step and purpose alone: a resumed run
 * draws what the unbroken one would have, and workers that share a batch draw what one would have.
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Which part of which batch.
   *
   * @param step the count of batches before this one, over all steps
   * @param batch pictures in the whole batch
   * @param from first picture of this part
   * @param to behind its last picture
   */
  public record Part(long step, int batch, int from, int to) {}

  private final long seed;
  private final Part part;
  private final Kernel random;

  public Draws(long seed, Part part, Kernels kernels) {
    this.seed = seed;
    this.part = part;
    random = kernels.load("random");
  }

  /**
   * Standard normal numbers, which may be recorded.
   *
   * @param purpose draws of different purposes are independent
   * @param shape of one picture's draw
   * @return [pictures, shape], float32, on the owner's device
   */
  public NDArray normal(NDManager owner, String purpose, long... shape) {
    long[] whole = new long[shape.length + 1];
    whole[0] = part.batch;
    System.arraycopy(shape, 0, whole, 1, shape.length);
    try (NDManager scope = owner.newSubManager()) {
      NDArray draw = random.compute("seeded", seed(purpose), whole);
      draw.attach(scope);
      NDArray own = draw.get(new NDIndex().addSliceDim(part.from, part.to));
      own.attach(scope);
      NDArray moved = own.toDevice(owner.getDevice(), false);
      moved.attach(scope);
      // A result of inference cannot take part in a recording; a copy can.
      NDArray result = moved.duplicate();
      result.attach(owner);
      return result;
    }
  }

  /** A timestep for each picture, 0 to length - 1. */
  public int[] timesteps(int length) {
    int[] all = new SplittableRandom(seed("timesteps")).ints(part.batch, 0, length).toArray();
    return Arrays.copyOfRange(all, part.from, part.to);
  }

  /** For each picture whether it is chosen, which happens to a share of them. */
  public boolean[] chosen(String purpose, double share) {
    SplittableRandom source = new SplittableRandom(seed(purpose));
    double[] all = source.doubles(part.batch).toArray();
    boolean[] chosen = new boolean[part.to - part.from];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = all[part.from + i] < share;
    }
    return chosen;
  }

  private long seed(String purpose) {
    long mixed = mix(seed + GOLDEN * (part.step + 1));
    return mix(mixed ^ mix(purpose.hashCode() + GOLDEN)) >>> 1;
  }

  /** Stafford's variant 13 of MurmurHash3's finaliser, as SplittableRandom uses it. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
