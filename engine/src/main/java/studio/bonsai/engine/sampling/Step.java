// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * What a step makes; both belong to the manager that owned the latent before.
 *
 * @param latent [B, C, H, W], float32: where the next step begins
 * @param original [B, C, H, W], float32: the clean latent as foreseen now, for previews
 */
public record Step(NDArray latent, NDArray original) {}
