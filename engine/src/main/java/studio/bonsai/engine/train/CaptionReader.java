// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import studio.bonsai.engine.text.ClipTokenizer;
import studio.bonsai.engine.text.TextEncoder;

/** Captions as the U-Net listens to them. */
public final class CaptionReader {
  private final ClipTokenizer tokenizer;
  private final TextEncoder encoder;
  private final boolean trained;

  /**
   * @param trained whether the text encoder learns too
   */
  public CaptionReader(ClipTokenizer tokenizer, TextEncoder encoder, boolean trained) {
    this.tokenizer = tokenizer;
    this.encoder = encoder;
    this.trained = trained;
  }

  /**
   * @param left of each picture whether its caption is left out
   * @return [B, T, D]
   */
  NDArray read(TrainingBatch batch, boolean[] left, StepScope scope) {
    NDManager manager = scope.manager();
    if (batch.text().isPresent() && !trained) {
      NDArray cached = batch.text().orElseThrow();
      return scope.recording().paused(() -> withoutSome(cached, left, manager));
    }
    List<String> captions =
        IntStream.range(0, batch.size())
            .mapToObj(i -> left[i] ? "" : batch.captions().get(i))
            .toList();
    return trained
        ? encode(manager, captions)
        : scope.recording().paused(() -> encode(manager, captions));
  }

  private NDArray withoutSome(NDArray cached, boolean[] left, NDManager manager) {
    float[] kept = new float[left.length];
    Arrays.fill(kept, 1);
    for (int i = 0; i < left.length; i++) {
      kept[i] = left[i] ? 0 : 1;
    }
    NDArray share = manager.create(kept, new Shape(kept.length, 1, 1));
    NDArray text = cached.toType(DataType.FLOAT32, false);
    text.attach(manager);
    NDArray empty = encode(manager, List.of("")).toType(DataType.FLOAT32, false);
    return text.mul(share).add(empty.mul(share.neg().add(1)));
  }

  private NDArray encode(NDManager manager, List<String> captions) {
    long[] ids =
        captions.stream().flatMapToLong(text -> Arrays.stream(tokenizer.encode(text))).toArray();
    Shape shape = new Shape(captions.size(), ids.length / captions.size());
    return encoder.encode(manager.create(ids, shape), 1);
  }
}
