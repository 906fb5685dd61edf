// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.help;

/**
 * A line of the sheet of shortcuts.
 *
 * @param keys by their English names, as in "Ctrl+Enter"
 * @param action what they do, in the user's language
 */
public record Shortcut(String keys, String action) {}
