// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.OptionalDouble;

/**
 * Where a file keeps a low-rank change of one weight.
 *
 * @param down name of the tensor [rank, in]
 * @param up name of the tensor [out, rank]
 * @param rank of the change
 * @param alpha name of a tensor of one number, or null
 * @param stated alpha as the file's header has it
 */
public record LoraTensors(String down, String up, long rank, String alpha, OptionalDouble stated) {}
