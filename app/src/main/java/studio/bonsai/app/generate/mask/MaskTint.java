// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import java.nio.IntBuffer;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.MaskFiles;

/** The mask as images whose opacity is the mask: as it is painted, and with its edge feathered. */
final class MaskTint {
  private static final int LONGEST_SIDE = 1600;

  /** A feathered edge is smooth: few pixels show it well, and are soon computed. */
  private static final int LONGEST_FEATHERED_SIDE = 320;

  /**
   * @param feather in pixels of this mask
   */
  private record Fading(GreyPixels mask, double feather) {}

  private final MaskViewModel model;
  private final int width;
  private final int height;
  private final PixelBuffer<IntBuffer> buffer;
  private final Image hard;
  private final Consumer<Image> feathered;
  private final ExecutorService fader = Background.oneAfterAnother("feather");
  private Fading wanted;
  private boolean fading;

  /**
   * @param feathered gets the feathered mask a little after each change
   */
  MaskTint(MaskViewModel model, Consumer<Image> feathered) {
    this.model = model;
    this.feathered = feathered;
    MaskBytes mask = model.mask();
    double scale = shrinking(mask, LONGEST_SIDE);
    width = Math.max(1, (int) (mask.width() * scale));
    height = Math.max(1, (int) (mask.height() * scale));
    buffer =
        new PixelBuffer<>(
            width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
    hard = new WritableImage(buffer);
    paint(mask.whole());
    model.listen(this::paint);
  }

  private static double shrinking(MaskBytes mask, int side) {
    return Math.min(1, (double) side / Math.max(mask.width(), mask.height()));
  }

  /** Changes with the mask. */
  Image hard() {
    return hard;
  }

  private void paint(Area area) {
    MaskBytes mask = model.mask();
    int left = (int) ((long) area.x() * width / mask.width());
    int top = (int) ((long) area.y() * height / mask.height());
    int right = Math.min(width, (int) ((long) area.right() * width / mask.width()) + 1);
    int bottom = Math.min(height, (int) ((long) area.bottom() * height / mask.height()) + 1);
    buffer.updateBuffer(
        shown -> {
          int[] argb = shown.getBuffer().array();
          for (int y = top; y < bottom; y++) {
            int fromY = (int) ((y + 0.5) * mask.height() / height);
            for (int x = left; x < right; x++) {
              int level = mask.level((int) ((x + 0.5) * mask.width() / width), fromY);
              argb[y * width + x] = level * 0x01010101;
            }
          }
          return new Rectangle2D(left, top, right - left, bottom - top);
        });
  }

  /** Computes the feathered mask anew, beside everything else. */
  void fade() {
    MaskBytes mask = model.mask();
    double scale = shrinking(mask, LONGEST_FEATHERED_SIDE);
    wanted =
        new Fading(
            mask.sampled(
                Math.max(1, (int) (mask.width() * scale)),
                Math.max(1, (int) (mask.height() * scale))),
            model.featherInPicture() * scale);
    if (!fading) {
      fadeNext();
    }
  }

  private void fadeNext() {
    Fading next = wanted;
    wanted = null;
    fading = true;
    fader.execute(
        () -> {
          Image image = image(MaskFiles.feathered(next.mask(), next.feather()));
          FxBridge.run(() -> faded(image));
        });
  }

  private void faded(Image image) {
    fading = false;
    feathered.accept(image);
    if (wanted != null) {
      fadeNext();
    }
  }

  private static Image image(GreyPixels mask) {
    int[] argb = new int[mask.levels().length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = (mask.levels()[i] & 0xff) * 0x01010101;
    }
    WritableImage image = new WritableImage(mask.width(), mask.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            mask.width(),
            mask.height(),
            PixelFormat.getIntArgbPreInstance(),
            argb,
            0,
            mask.width());
    return image;
  }

  /** Lets go of its thread. */
  void close() {
    fader.shutdown();
  }
}
