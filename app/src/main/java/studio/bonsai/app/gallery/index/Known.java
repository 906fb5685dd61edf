// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

/** What the index remembers of a file. */
record Known(long id, FileStamp stamp, String content) {}
