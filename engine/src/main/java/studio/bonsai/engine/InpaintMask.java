// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * Where inpainting may paint.
 *
 * @param image white is painted anew, black is kept
 * @param feather width in pixels over which the edge fades, 0 for a hard edge, at most 512
 */
public record InpaintMask(SourceImage image, int feather) {
  public InpaintMask {
    Ranges.check("mask feather", feather, 0, 512);
  }
}
