// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;

/** What to start from. */
final class StartOptions {
  @Option(
      names = "--init",
      paramLabel = "PICTURE",
      description = "Start from this picture (PNG, JPEG, WebP, GIF, BMP) instead of noise.")
  private Path init;

  @Option(
      names = "--strength",
      paramLabel = "X",
      description = "How much of it to make anew: 0 keeps it, 1 hardly looks at it. Default: 0.8.")
  private Double strength;

  @Option(
      names = "--mask",
      paramLabel = "PICTURE",
      description = "Paint only where this picture is white; needs --init.")
  private Path mask;

  @Option(
      names = "--feather",
      paramLabel = "PIXELS",
      description = "Width over which the mask's edge fades. Default: 0.")
  private Integer feather;

  /** Whether anything here was given. */
  boolean any() {
    return init != null || strength != null || mask != null || feather != null;
  }

  /** Whether a picture to start from was given. */
  boolean isNamed() {
    return init != null;
  }

  /**
   * @param usualStrength for a picture without a strength of its own
   */
  void apply(
      GenerationRequest base, GenerationRequestBuilder request, Optional<Double> usualStrength) {
    if (init != null || strength != null) {
      request.start(start(base.start(), usualStrength.orElse(StartImage.DEFAULT_STRENGTH)));
    }
    if (mask != null || feather != null) {
      request.mask(mask(base.start(), base.mask()));
    }
  }

  /**
   * Looks for the pictures that a request remembers and no option replaces.
   *
   * @param like that remembers them
   * @throws EngineException when one is not there, or another by now
   */
  void checkRemembered(Path like, GenerationRequest remembered) {
    if (init == null) {
      remembered.start().ifPresent(s -> checkThere(like, s.image(), "--init"));
    }
    if (mask == null) {
      remembered.mask().ifPresent(m -> checkThere(like, m.image(), "--mask"));
    }
  }

  private static void checkThere(Path like, SourceImage image, String option) {
    if (!Files.exists(image.file())) {
      String where = image.file().isAbsolute() ? "" : " in this folder";
      throw new EngineException(
          String.format(
              "%s was drawn from %s, which is not there%s; name that picture with %s.",
              like, image.file(), where, option));
    }
    if (!image.isUnchanged()) {
      throw new EngineException(
          String.format(
              "%s was drawn from %s, which has changed since; name the picture with %s.",
              like, image.file(), option));
    }
  }

  private StartImage start(Optional<StartImage> base, double usualStrength) {
    if (init == null && base.isEmpty()) {
      throw new IllegalArgumentException("--strength needs a picture to start from (--init)");
    }
    return new StartImage(
        init != null ? SourceImage.of(init) : base.get().image(),
        strength != null ? strength : base.map(StartImage::strength).orElse(usualStrength));
  }

  private InpaintMask mask(Optional<StartImage> start, Optional<InpaintMask> base) {
    if (mask == null && base.isEmpty()) {
      throw new IllegalArgumentException("--feather needs a mask (--mask)");
    }
    if (init == null && start.isEmpty()) {
      throw new IllegalArgumentException("--mask needs a picture to start from (--init)");
    }
    return new InpaintMask(
        mask != null ? SourceImage.of(mask) : base.get().image(),
        feather != null ? feather : base.map(InpaintMask::feather).orElse(0));
  }
}
