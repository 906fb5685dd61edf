// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

/**
 * A value that many pictures share.
 *
 * @param count how many
 */
public record Facet(String value, int count) {}
