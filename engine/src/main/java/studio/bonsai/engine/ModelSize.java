// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * How large a model is.
 *
 * @param parameters of all networks
 * @param unetParameters of the U-Net alone
 * @param stepOperations multiply-adds of the U-Net for one picture of the size it was trained for,
 *     attention's own products left out as the usual counters do
 * @param fileBytes of all weights on disk
 * @param memoryBytes that drawing one such picture on the CPU takes at the worst moment, estimated
 */
public record ModelSize(
    long parameters, long unetParameters, long stepOperations, long fileBytes, long memoryBytes) {}
