// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.vae.Autoencoder;
import studio.bonsai.engine.vae.AutoencoderConfig;
import studio.bonsai.engine.vae.Posterior;

/**
 * An autoencoder in the model's type, and in float32 from the first time on that float16 could not
 * hold its numbers: some models' autoencoders overflow, and their pictures would be black.
 */
final class CarefulAutoencoder {
  private final AutoencoderConfig config;
  private final Part<Autoencoder> own;
  private final Part<Autoencoder> exact;
  private final DataType dtype;
  private boolean overflowed;

  /**
   * @param own loads the weights in the given type
   * @param exact loads them in float32
   */
  CarefulAutoencoder(
      AutoencoderConfig config, Part<Autoencoder> own, Part<Autoencoder> exact, DataType dtype) {
    this.config = config;
    this.own = own;
    this.exact = exact;
    this.dtype = dtype;
  }

  AutoencoderConfig config() {
    return config;
  }

  /**
   * @param picture [B, 3, H, W] float32, in [-1, 1]
   */
  Posterior encode(NDArray picture) {
    return run(
        picture,
        Autoencoder::encode,
        p -> isFinite(p.mean()) && isFinite(p.deviation()),
        Posterior::close);
  }

  /**
   * @param latent [B, C, h, w] float32
   * @return [B, 3, H, W], nominally in [-1, 1]
   */
  NDArray decode(NDArray latent) {
    return run(latent, Autoencoder::decode, CarefulAutoencoder::isFinite, NDArray::close);
  }

  /** See {@link Autoencoder#decodeTiled}. */
  NDArray decodeTiled(NDArray latent, int tile) {
    return run(
        latent, (a, x) -> a.decodeTiled(x, tile), CarefulAutoencoder::isFinite, NDArray::close);
  }

  private <T> T run(
      NDArray input,
      BiFunction<Autoencoder, NDArray, T> work,
      Predicate<T> isFinite,
      Consumer<T> closer) {
    if (dtype == DataType.FLOAT32) {
      return work.apply(own.get(), input);
    }
    if (!overflowed) {
      T result = narrow(input, work);
      if (isFinite.test(result)) {
        return result;
      }
      closer.accept(result);
      overflowed = true;
      own.release();
    }
    T result = work.apply(exact.get(), input);
    if (!isFinite.test(result)) {
      closer.accept(result);
      throw new EngineException(
          "The picture is not a number: this model needs more than float16. Use --dtype float32.");
    }
    return result;
  }

  private <T> T narrow(NDArray input, BiFunction<Autoencoder, NDArray, T> work) {
    try (NDArray narrowed = input.toType(dtype, true)) {
      return work.apply(own.get(), narrowed);
    }
  }

  /** Whatever is not finite makes the sum so, and nothing else can: halves are small. */
  private static boolean isFinite(NDArray array) {
    try (NDArray wide = array.toType(DataType.FLOAT32, true);
        NDArray sum = wide.sum()) {
      return Float.isFinite(sum.getFloat());
    }
  }

  /** In which the next picture is decoded, as far as is known. */
  DataType dtype() {
    return overflowed ? DataType.FLOAT32 : dtype;
  }

  /** Bytes in memory now for each number of the weights. */
  int loadedBytes() {
    return (own.isLoaded() ? dtype.getNumOfBytes() : 0)
        + (exact.isLoaded() ? DataType.FLOAT32.getNumOfBytes() : 0);
  }

  /** Frees the weights; the next use loads them again. */
  void release() {
    own.release();
    exact.release();
  }
}
