// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

/** In which form layers keep their weights on the CPU: what memory buys in time. */
public enum WeightLayout {
  /** As the file holds them: for training, and for GPUs, whose libraries choose by themselves. */
  AS_STORED,
  /** Packed for the matrix product, no larger than the file; Winograd only where it costs none. */
  COMPACT,
  /** Winograd's transformed weights (four times as large) are kept where they are few. */
  BALANCED,
  /** Winograd's transformed weights are kept wherever they save time. */
  FAST
}
