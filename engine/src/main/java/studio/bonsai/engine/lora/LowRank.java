// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.lora;

import ai.djl.ndarray.NDArray;

/**
 * A change of one weight: {@code factor * up * down}, both seen as matrices.
 *
 * @param down [rank, in], or [rank, in, h, w] of a convolution
 * @param up [out, rank], or [out, rank, 1, 1]
 */
public record LowRank(NDArray down, NDArray up, double factor) {}
