// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDManager;
import studio.bonsai.engine.kernels.Recording;

/**
 * What lives as long as one pass forth and back.
 *
 * @param manager owns what is computed
 * @param recording what is being recorded
 */
public record StepScope(NDManager manager, Recording recording) {}
