// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which libtorch this process runs on: what lies on the machine, what the user chose, what can be
 * fetched, and what the GPU driver tells. Everything here happens before libtorch is loaded.
 */
package studio.bonsai.engine.runtime;
