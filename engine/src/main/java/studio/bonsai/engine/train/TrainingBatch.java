// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import studio.bonsai.engine.vae.Posterior;

/**
 * Captioned pictures, float32 on the CPU: either the pictures themselves, or what the autoencoder
 * made of them. Latents are sampled from the posterior by the one who trains, anew at each sight.
 *
 * @param pixels [B, 3, H, W] in [-1, 1]
 * @param posterior in the latent's scale, in place of the pixels
 * @param captions one a picture, maybe empty
 * @param text [B, T, D], the captions as the text encoder reads them, where it was cached
 */
public record TrainingBatch(
    Optional<NDArray> pixels,
    Optional<Posterior> posterior,
    List<String> captions,
    Optional<NDArray> text)
    implements AutoCloseable {
  public TrainingBatch {
    captions = List.copyOf(captions);
    if (pixels.isPresent() == posterior.isPresent()) {
      throw new IllegalArgumentException("a batch has either pixels or latents");
    }
    check("pictures", pixels.or(() -> posterior.map(Posterior::mean)), 4, captions.size());
    check("texts", text, 3, captions.size());
  }

  /** Pictures as they are. */
  public static TrainingBatch ofPixels(NDArray pixels, List<String> captions) {
    return new TrainingBatch(Optional.of(pixels), Optional.empty(), captions, Optional.empty());
  }

  /** Pictures that the autoencoder has seen. */
  public static TrainingBatch ofLatents(Posterior posterior, List<String> captions) {
    return new TrainingBatch(Optional.empty(), Optional.of(posterior), captions, Optional.empty());
  }

  /** The same with the captions read already. */
  public TrainingBatch withText(NDArray read) {
    return new TrainingBatch(pixels, posterior, captions, Optional.of(read));
  }

  private static void check(String what, Optional<NDArray> array, int dimensions, int count) {
    array.ifPresent(
        a -> {
          Shape shape = a.getShape();
          if (shape.dimension() != dimensions || shape.get(0) != count) {
            throw new IllegalArgumentException(
                what + " of shape " + shape + " do not go with " + count + " captions");
          }
        });
  }

  /**
   * Some of the pictures, on another device where need be.
   *
   * @param from the first
   * @param to behind the last
   */
  public TrainingBatch part(NDManager owner, int from, int to) {
    return new TrainingBatch(
        pixels.map(a -> part(owner, a, from, to)),
        posterior.map(
            p ->
                new Posterior(
                    part(owner, p.mean(), from, to), part(owner, p.deviation(), from, to))),
        captions.subList(from, to),
        text.map(a -> part(owner, a, from, to)));
  }

  private static NDArray part(NDManager owner, NDArray whole, int from, int to) {
    NDArray slice = whole.get(new NDIndex().addSliceDim(from, to));
    slice.attach(owner);
    NDArray moved = slice.toDevice(owner.getDevice(), false);
    moved.attach(owner);
    return moved;
  }

  /** How many pictures. */
  public int size() {
    return captions.size();
  }

  @Override
  public void close() {
    pixels.ifPresent(NDArray::close);
    posterior.ifPresent(Posterior::close);
    text.ifPresent(NDArray::close);
  }
}
