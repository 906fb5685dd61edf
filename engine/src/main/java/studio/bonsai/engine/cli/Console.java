// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.PrintWriter;

/**
 * Where the command line speaks.
 *
 * @param out results, for people and scripts
 * @param err progress and complaints
 * @param terminal whether a person watches err, so that lines may be redrawn
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {}
