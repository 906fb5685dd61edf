// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/** Teaches a student to say, and on the way to think, what its teacher does. */
package studio.bonsai.engine.distill;
