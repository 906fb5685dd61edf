// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/** Takes blocks out of a U-Net and keeps the weights of the others: BK-SDM, arXiv 2305.15798. */
package studio.bonsai.engine.compress;
