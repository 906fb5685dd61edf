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
  private float[] nothing;

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
   * @param type of captions that were read before; others have the encoder's own
   * @return [B, T, D]
   */
  NDArray read(TrainingBatch batch, boolean[] left, DataType type, StepScope scope) {
    NDManager manager = scope.manager();
    if (batch.text().isPresent() && !trained) {
      NDArray cached = batch.text().orElseThrow();
      return scope.recording().paused(() -> withoutSome(cached, left, manager).toType(type, false));
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
    float[] gone = new float[left.length];
    for (int i = 0; i < left.length; i++) {
      kept[i] = left[i] ? 0 : 1;
      gone[i] = left[i] ? 1 : 0;
    }
    NDArray text = cached.toType(DataType.FLOAT32, false);
    if (IntStream.range(0, left.length).noneMatch(i -> left[i])) {
      return text;
    }
    text.attach(manager);
    Shape one = new Shape(1, text.getShape().get(1), text.getShape().get(2));
    NDArray empty = manager.create(nothing(manager), one);
    Shape share = new Shape(left.length, 1, 1);
    return text.mul(manager.create(kept, share)).add(empty.mul(manager.create(gone, share)));
  }

  /** The empty caption, read once: a step whose captions were read before needs no text encoder. */
  private synchronized float[] nothing(NDManager manager) {
    if (nothing == null) {
      nothing = encode(manager, List.of("")).toType(DataType.FLOAT32, false).toFloatArray();
    }
    return nothing;
  }

  /**
   * Captions as the text encoder reads them.
   *
   * @return [captions, T, D], in the encoder's own type
   */
  public NDArray encode(NDManager manager, List<String> captions) {
    long[] ids =
        captions.stream().flatMapToLong(text -> Arrays.stream(tokenizer.encode(text))).toArray();
    Shape shape = new Shape(captions.size(), ids.length / captions.size());
    return encoder.encode(manager.create(ids, shape), 1);
  }
}
