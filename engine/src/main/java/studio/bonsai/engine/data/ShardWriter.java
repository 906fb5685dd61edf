// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.vae.Posterior;
import studio.bonsai.engine.weights.SafetensorsWriter;

/** Encodes a stretch of the data and writes it as one file. */
final class ShardWriter {
  private final CaptionedPictures pictures;
  private final PictureLoader loader;
  private final CacheEncoder encoder;
  private final boolean flip;
  private final int batchSize;

  private final Map<String, NDList> parts = new LinkedHashMap<>();
  private final List<Integer> rows = new ArrayList<>();
  private final List<Integer> captionFirst = new ArrayList<>();
  private final List<Integer> captionEnds = new ArrayList<>();
  private final List<Integer> captionTexts = new ArrayList<>();
  private final ByteArrayOutputStream captionBytes = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  ShardWriter(
      CaptionedPictures pictures,
      PictureLoader loader,
      CacheEncoder encoder,
      boolean flip,
      int batchSize) {
    this.pictures = pictures;
    this.loader = loader;
    this.encoder = encoder;
    this.flip = flip;
    this.batchSize = batchSize;
  }

  void write(
      Path file,
      int first,
      int end,
      NDManager manager,
      Consumer<String> complaints,
      CancelToken cancel) {
    try (NDManager scope = manager.newSubManager();
        Ahead<Row> ahead =
            new Ahead<>(place -> load(Math.min(first + (int) place, end - 1)), 1, 2 * batchSize)) {
      List<Pixels> batch = new ArrayList<>();
      for (int row = first; row < end; row++) {
        cancel.throwIfCancelled();
        Row loaded = ahead.next();
        if (loaded.square().isPresent()) {
          rows.add(row);
          addCaptions(loaded.captions());
          batch.add(loaded.square().get());
        } else {
          complaints.accept(loaded.complaint());
        }
        if (batch.size() == batchSize || row == end - 1) {
          encode(scope, batch);
          batch.clear();
        }
      }
      readTexts(scope, cancel);
      save(file, scope);
    }
  }

  /** A picture, or why there is none. */
  private record Row(Optional<Pixels> square, List<String> captions, String complaint) {}

  private Callable<Row> load(int row) {
    return () -> {
      try {
        List<String> captions = pictures.captions(row);
        Pixels square = loader.load(row, 0).square();
        return new Row(Optional.of(square), captions.isEmpty() ? List.of("") : captions, "");
      } catch (EngineException e) {
        return new Row(Optional.empty(), List.of(), e.getMessage());
      }
    };
  }

  private void addCaptions(List<String> captions) {
    captionFirst.add(captionEnds.size());
    for (String caption : captions) {
      captionBytes.writeBytes(caption.getBytes(StandardCharsets.UTF_8));
      captionEnds.add(captionBytes.size());
      captionTexts.add(texts.computeIfAbsent(caption, unused -> texts.size()));
    }
  }

  private void encode(NDManager scope, List<Pixels> batch) {
    if (batch.isEmpty()) {
      return;
    }
    encode(scope, batch, "");
    if (flip) {
      encode(scope, batch.stream().map(Preprocessing::mirror).toList(), "_flipped");
    }
  }

  private void encode(NDManager scope, List<Pixels> batch, String suffix) {
    try (NDManager step = scope.newSubManager()) {
      Posterior posterior = encoder.pictures().apply(PicturePlanes.of(step, batch));
      keep(scope, "mean" + suffix, posterior.mean());
      keep(scope, "deviation" + suffix, posterior.deviation());
      posterior.close();
    }
  }

  private void keep(NDManager scope, String name, NDArray part) {
    NDArray kept = part.duplicate();
    kept.attach(scope);
    parts.computeIfAbsent(name, unused -> new NDList()).add(kept);
  }

  private void readTexts(NDManager scope, CancelToken cancel) {
    List<String> all = List.copyOf(texts.keySet());
    for (int i = 0; encoder.captions().isPresent() && i < all.size(); i += batchSize) {
      cancel.throwIfCancelled();
      List<String> some = all.subList(i, Math.min(all.size(), i + batchSize));
      try (NDArray read = encoder.captions().get().apply(some)) {
        keep(scope, "text", read);
      }
    }
  }

  private void save(Path file, NDManager scope) {
    SafetensorsWriter writer = new SafetensorsWriter(Map.of("rows", "" + rows.size()));
    parts.forEach((name, list) -> writer.add(name, NDArrays.concat(list, 0)));
    captionFirst.add(captionEnds.size());
    writer.add("rows", integers(scope, rows));
    writer.add("caption_first", integers(scope, captionFirst));
    writer.add("caption_ends", integers(scope, captionEnds));
    writer.add("caption_texts", integers(scope, captionTexts));
    ByteBuffer bytes = ByteBuffer.allocateDirect(captionBytes.size());
    bytes.put(captionBytes.toByteArray()).flip();
    writer.add(
        "caption_bytes",
        bytes.hasRemaining()
            ? scope.create(bytes, new Shape(bytes.remaining()), DataType.UINT8)
            : scope.create(new Shape(0), DataType.UINT8));
    writer.write(file);
  }

  private static NDArray integers(NDManager scope, List<Integer> list) {
    int[] values = list.stream().mapToInt(Integer::intValue).toArray();
    return values.length == 0
        ? scope.create(new Shape(0), DataType.INT32)
        : scope.create(values, new Shape(values.length));
  }
}
