// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What a U-Net is shown, and what it should say.
 *
 * @param latent [B, C, h, w] with noise, in the type of the activations
 * @param timestep [B]
 * @param text [B, T, D]
 * @param target [B, C, h, w], float32: the noise or the velocity
 * @param weights [B] of each picture in the loss; empty for all alike
 */
public record NoisyBatch(
    NDArray latent, NDArray timestep, NDArray text, NDArray target, Optional<NDArray> weights) {}
