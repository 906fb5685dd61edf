// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import studio.bonsai.engine.vae.Posterior;

/**
 * The parts of a model whose answers are kept.
 *
 * @param pictures what the autoencoder makes of [B, 3, H, W] in [-1, 1]
 * @param captions what the text encoder makes of captions, [B, T, D]; none where it is trained
 * @param fingerprint of all files that these answers depend on: others, another cache
 */
public record CacheEncoder(
    Function<NDArray, Posterior> pictures,
    Optional<Function<List<String>, NDArray>> captions,
    String fingerprint) {}
