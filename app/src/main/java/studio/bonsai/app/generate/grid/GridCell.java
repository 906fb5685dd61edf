// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import studio.bonsai.engine.GenerationRequest;

/**
 * One picture of a grid.
 *
 * @param column from 0
 * @param row from 0
 */
record GridCell(int column, int row, GridModel model, GenerationRequest request) {}
