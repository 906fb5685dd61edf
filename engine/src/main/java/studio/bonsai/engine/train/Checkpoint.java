// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a run stands, beside its arrays. Random numbers need no state: they follow from the seed
 * and the step.
 *
 * @param step that was done last
 * @param position of the data
 * @param lossScale of float16
 * @param goodSteps since it was changed
 * @param settings of the run, to tell a resume with others
 */
record Checkpoint(long step, long position, double lossScale, int goodSteps, JsonNode settings) {}
