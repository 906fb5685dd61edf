// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

/**
 * Pictures that the user has put together.
 *
 * @param count how many of them are there
 */
public record Album(long id, String name, int count) {}
