// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.Variation;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.sampling.NoiseSource;

/** The generators of a batch: one a picture, each with the picture's own seed. */
final class PictureNoise implements AutoCloseable {
  private final List<RandomSource> sources = new ArrayList<>();
  private final List<Variation> variations = new ArrayList<>();
  private final NoiseSource noise;
  private final NDManager manager;

  /**
   * @param pictures resolved requests of one picture each
   */
  PictureNoise(NDManager manager, List<GenerationRequest> pictures) {
    this.manager = manager;
    for (GenerationRequest picture : pictures) {
      sources.add(new RandomSource(manager, picture.seed().orElseThrow()));
      picture.variation().ifPresent(variations::add);
    }
    noise = NoiseSource.of(sources);
  }

  /** How many pictures the batch has. */
  int pictures() {
    return sources.size();
  }

  /** Draws in order, each picture from its own generator. */
  NoiseSource source() {
    return noise;
  }

  /**
   * The first noise of a latent, with the variations' mixed in.
   *
   * @return [B, C, h, w] float32
   */
  NDArray latent(NDManager owner, Shape shape) {
    NDArray plain = noise.normal(owner, shape);
    if (variations.isEmpty()) {
      return plain;
    }
    try (NDArray other = varied(owner, shape)) {
      NDArray mixed = Slerp.mix(plain, other, variations.get(0).strength());
      plain.close();
      return mixed;
    }
  }

  private NDArray varied(NDManager owner, Shape shape) {
    List<RandomSource> others = new ArrayList<>();
    try {
      variations.forEach(v -> others.add(new RandomSource(manager, v.seed())));
      return NoiseSource.of(others).normal(owner, shape);
    } finally {
      others.forEach(RandomSource::close);
    }
  }

  @Override
  public void close() {
    sources.forEach(RandomSource::close);
  }
}
