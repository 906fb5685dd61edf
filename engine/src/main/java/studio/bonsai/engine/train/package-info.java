// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/** Teaches a network: what every kind of training has in common. */
package studio.bonsai.engine.train;
