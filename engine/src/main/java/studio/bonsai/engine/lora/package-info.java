// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Low-rank changes of a model's weights (Hu et al. 2021, arXiv 2106.09685): read, merged, learnt
 * and written.
 */
package studio.bonsai.engine.lora;
