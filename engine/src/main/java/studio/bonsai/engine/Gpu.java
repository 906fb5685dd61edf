// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * An NVIDIA GPU as the driver describes it.
 *
 * @param index as in cuda:0; CUDA_VISIBLE_DEVICES is heeded
 * @param name as in NVIDIA GeForce RTX 3060
 * @param memory all of it, in bytes
 */
public record Gpu(int index, String name, long memory) {}
