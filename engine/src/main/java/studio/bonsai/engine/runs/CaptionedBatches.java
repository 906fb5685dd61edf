// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Pictures;
import studio.bonsai.engine.data.CacheEncoder;
import studio.bonsai.engine.data.CaptionedPictures;
import studio.bonsai.engine.data.CropBoxes;
import studio.bonsai.engine.data.LatentCache;
import studio.bonsai.engine.data.PictureBatches;
import studio.bonsai.engine.data.PictureData;
import studio.bonsai.engine.data.Preprocessing;
import studio.bonsai.engine.train.CaptionReader;
import studio.bonsai.engine.train.TrainingBatches;
import studio.bonsai.engine.weights.Fingerprint;

/** Pictures with captions, as they are or as a model's encoders see them, kept on disk. */
final class CaptionedBatches {
  /** As a run of one picture a worker sees them: the last digit depends on how many there are. */
  private static final int ENCODED_AT_ONCE = 1;

  private static final List<String> PICTURES = List.of("vae");
  private static final List<String> ALL = List.of("vae", "text_encoder", "tokenizer");

  private final TrainingRequest request;
  private final Consumer<String> complaints;
  private final CancelToken cancel;

  /**
   * @param complaints hears of each picture that is left out
   */
  CaptionedBatches(TrainingRequest request, Consumer<String> complaints, CancelToken cancel) {
    this.request = request;
    this.complaints = complaints;
    this.cancel = cancel;
  }

  /**
   * Says before there is a run what is wrong with the pictures.
   *
   * @throws studio.bonsai.engine.EngineException with what to do
   */
  void check() {
    pictures().close();
  }

  private CaptionedPictures pictures() {
    return PictureData.openCaptioned(request.pictures().folder(), cancel);
  }

  /**
   * @param reader of captions, where it stays as it is: what it reads is kept too
   */
  TrainingBatches open(OpenedModel model, Optional<CaptionReader> reader) {
    Pictures wanted = request.pictures();
    Preprocessing preprocessing =
        new Preprocessing(wanted.size(), wanted.randomCrop(), wanted.flip());
    CropBoxes crops = CropBoxes.of(wanted.folder());
    int batchSize = request.settings().batchSize();
    long seed = request.settings().seed();
    if (wanted.cache().isEmpty()) {
      return new PictureBatches(pictures(), preprocessing, crops, batchSize, seed, complaints);
    }
    Path root = wanted.cache().get();
    LatentCache cache =
        new LatentCache(root, pictures(), preprocessing, crops, encoder(model, reader));
    cache.fill(model.manager(), ENCODED_AT_ONCE, done -> {}, complaints, cancel);
    return cache.batches(batchSize, seed);
  }

  static CacheEncoder encoder(OpenedModel model, Optional<CaptionReader> reader) {
    return new CacheEncoder(
        model.autoencoder()::encode,
        reader.map(own -> captions -> read(own, captions, model.manager())),
        Fingerprint.of(model.folder().path(), reader.isPresent() ? ALL : PICTURES));
  }

  private static NDArray read(CaptionReader reader, List<String> captions, NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray read = reader.encode(scope, captions);
      read.attach(owner);
      return read;
    }
  }
}
