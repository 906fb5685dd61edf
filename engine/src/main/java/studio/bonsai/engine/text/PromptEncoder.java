// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.TokenCount;
import studio.bonsai.engine.text.PromptChunks.Chunk;

/**
 * From a prompt to what the U-Net listens to: weights ({@link PromptSyntax}), chunks ({@link
 * PromptChunks}), text encoder. Weights multiply the encoder's output, whose mean over a chunk is
 * then restored: AUTOMATIC1111's emphasis "Original". For inference: training encodes its captions
 * with {@link ClipTokenizer#encode} and {@link TextEncoder#encode}.
 */
public final class PromptEncoder {
  /** Chunks that are encoded at once: bounds the memory that a long prompt takes. */
  private static final int BATCH = 16;

  private final TextEncoder encoder;
  private final PromptChunks chunks;

  public PromptEncoder(ClipTokenizer tokenizer, TextEncoder encoder) {
    this.encoder = encoder;
    chunks =
        new PromptChunks(tokenizer, Math.min(tokenizer.maxLength(), encoder.config().positions()));
    if (encoder.config().vocabulary() < tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "The tokenizer has "
              + tokenizer.vocabularySize()
              + " tokens, but the text encoder only "
              + encoder.config().vocabulary()
              + ": they are of two models.");
    }
  }

  /** See {@link PromptChunks#count}. */
  public TokenCount count(String prompt) {
    return chunks.count(prompt);
  }

  /**
   * Encodes one prompt.
   *
   * @param owner of the result
   * @param clipSkip see {@link TextEncoder#encode}
   * @param cancel asked between batches of chunks
   * @return [1, T, D]; T is the chunk's length (77) times the number of chunks
   * @throws IllegalArgumentException see {@link PromptChunks#split} and {@link TextEncoder#encode}
   */
  public NDArray encode(NDManager owner, String prompt, int clipSkip, CancelToken cancel) {
    return encode(owner, chunks.split(prompt), clipSkip, cancel);
  }

  /**
   * Encodes a prompt and its negative, the shorter one filled up with empty chunks.
   *
   * @param owner of the results
   * @param clipSkip see {@link TextEncoder#encode}
   * @param cancel asked between batches of chunks
   * @throws IllegalArgumentException see {@link PromptChunks#split} and {@link TextEncoder#encode}
   */
  public Conditioning encode(
      NDManager owner, String positive, String negative, int clipSkip, CancelToken cancel) {
    List<Chunk> first = chunks.split(positive);
    List<Chunk> second = chunks.split(negative);
    int count = Math.max(first.size(), second.size());
    return new Conditioning(
        encode(owner, filled(first, count), clipSkip, cancel),
        encode(owner, filled(second, count), clipSkip, cancel));
  }

  private List<Chunk> filled(List<Chunk> some, int count) {
    Stream<Chunk> empty = Stream.generate(chunks::empty).limit(count - some.size());
    return Stream.concat(some.stream(), empty).toList();
  }

  /** Equal chunks, as those between one BREAK and the next, are encoded once. */
  private NDArray encode(NDManager owner, List<Chunk> all, int clipSkip, CancelToken cancel) {
    List<Chunk> distinct = all.stream().distinct().toList();
    try (NDManager scope = owner.newSubManager()) {
      NDList parts = new NDList();
      for (int begin = 0; begin < distinct.size(); begin += BATCH) {
        cancel.throwIfCancelled();
        List<Chunk> batch = distinct.subList(begin, Math.min(begin + BATCH, distinct.size()));
        parts.add(encodeBatch(scope, batch, clipSkip));
      }
      NDArray joined = inOrder(NDArrays.concat(parts, 0), all, distinct);
      NDArray result = joined.reshape(1, -1, encoder.config().width());
      result.attach(owner);
      return result;
    }
  }

  /**
   * @param encoded [distinct, T, D]
   * @return [all, T, D]
   */
  private static NDArray inOrder(NDArray encoded, List<Chunk> all, List<Chunk> distinct) {
    if (all.size() == distinct.size()) {
      return encoded;
    }
    Map<Chunk, Integer> places = new HashMap<>();
    distinct.forEach(chunk -> places.put(chunk, places.size()));
    long[] rows = all.stream().mapToLong(places::get).toArray();
    return encoded.get(encoded.getManager().create(rows));
  }

  private NDArray encodeBatch(NDManager scope, List<Chunk> batch, int clipSkip) {
    long[] ids = batch.stream().flatMapToLong(chunk -> Arrays.stream(chunk.ids())).toArray();
    Shape shape = new Shape(batch.size(), ids.length / batch.size());
    NDArray encoded = encoder.encode(scope.create(ids, shape), clipSkip);
    if (batch.stream().noneMatch(Chunk::isWeighted)) {
      return encoded;
    }
    NDArray weights = scope.create(weights(batch), new Shape(shape.get(0), shape.get(1), 1));
    return emphasise(encoded, weights);
  }

  private static float[] weights(List<Chunk> batch) {
    float[] all = new float[batch.size() * batch.get(0).weights().length];
    int end = 0;
    for (Chunk chunk : batch) {
      System.arraycopy(chunk.weights(), 0, all, end, chunk.weights().length);
      end += chunk.weights().length;
    }
    return all;
  }

  /**
   * @param x [B, T, D]
   * @param weights [B, T, 1]
   */
  private static NDArray emphasise(NDArray x, NDArray weights) {
    // A half's mean over 59,136 values would be too coarse.
    NDArray exact = x.toType(DataType.FLOAT32, false);
    NDArray weighted = exact.mul(weights);
    NDArray restored = weighted.mul(mean(exact).div(mean(weighted)));
    return restored.toType(x.getDataType(), false);
  }

  /** Of each chunk: [B, T, D] to [B, 1, 1]. */
  private static NDArray mean(NDArray x) {
    long chunks = x.getShape().get(0);
    return x.reshape(chunks, -1).mean(new int[] {1}).reshape(chunks, 1, 1);
  }
}
