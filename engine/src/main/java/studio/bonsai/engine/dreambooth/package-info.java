// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/** Teaches a model a subject of a few photos, while the subject's class stays what it was. */
package studio.bonsai.engine.dreambooth;
