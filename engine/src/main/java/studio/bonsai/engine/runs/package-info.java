// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/** Opens models and data, teaches, and writes the model that comes out: wires, computes nothing. */
package studio.bonsai.engine.runs;
