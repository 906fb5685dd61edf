// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

/**
 * The picture that image to image and inpainting start from.
 *
 * @param strength how much of it is made anew: 0 keeps it, 1 hardly looks at it
 */
public record StartImage(SourceImage image, double strength) {
  /** diffusers' default of image to image. */
  public static final double DEFAULT_STRENGTH = 0.8;

  public StartImage {
    Ranges.check("strength", strength, 0, 1);
  }
}
