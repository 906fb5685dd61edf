// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

/** What a JPEG's frame header tells (ITU T.81, table B.1), without decoding. */
final class JpegFrame {
  private static final int BASELINE = 0xc0;
  private static final int PROGRESSIVE = 0xc2;
  private static final int SCAN = 0xda;

  private JpegFrame() {}

  static boolean isProgressive(byte[] file) {
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      if (marker == PROGRESSIVE) {
        return true;
      }
      if (marker == BASELINE || marker == SCAN) {
        return false;
      }
      // Fill bytes may precede a marker; every other segment here tells its length.
      at += marker == 0xff ? 1 : 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
    }
    return false;
  }
}
