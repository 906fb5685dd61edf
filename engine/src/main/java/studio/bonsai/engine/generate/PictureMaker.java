// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.MemoryEstimate;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.MaskReader;
import studio.bonsai.engine.picture.PictureReader;
import studio.bonsai.engine.sampling.Guidance;
import studio.bonsai.engine.sampling.Sampler;
import studio.bonsai.engine.sampling.SamplerOptions;
import studio.bonsai.engine.sampling.SamplerType;
import studio.bonsai.engine.text.Conditioning;
import studio.bonsai.engine.text.PromptEncoder;

/** Makes one batch of pictures: text, latent, picture. */
public final class PictureMaker {
  private final DiffusionModel model;
  private final MemoryMode memory;
  private final PictureDecoder decoder;
  private final boolean previews;

  public PictureMaker(DiffusionModel model, MemoryMode memory, boolean previews) {
    this.model = model;
    this.memory = memory;
    this.previews = previews;
    decoder = new PictureDecoder(model, memory);
  }

  /**
   * Makes pictures of one resolved request, which differ in their seeds alone.
   *
   * @param pictures one request a picture, nothing left open
   * @throws java.util.concurrent.CancellationException between steps
   */
  public List<Pixels> make(
      List<GenerationRequest> pictures, BatchListener listener, CancelToken cancel) {
    GenerationRequest request = pictures.get(0);
    model.wear(request.loras());
    try (NDManager scope = model.manager().newSubManager()) {
      Optional<Pixels> source = source(request);
      StepListener steps =
          (done, total, latent, original) -> listener.onStep(done, total, preview(original));
      NDArray latent = latent(scope, pictures, source, listener::onPhase, steps, cancel);
      cancel.throwIfCancelled();
      listener.onPhase("decoding");
      return decoder.decode(latent).stream().map(made -> finish(made, request, source)).toList();
    }
  }

  /** What a mask keeps is the old picture's. */
  private static Pixels finish(Pixels made, GenerationRequest request, Optional<Pixels> source) {
    return request
        .mask()
        .map(mask -> MaskReader.keepOutside(made, source.orElseThrow(), mask))
        .orElse(made);
  }

  private Optional<Supplier<Pixels>> preview(NDArray original) {
    return previews ? Optional.of(() -> decoder.preview(original)) : Optional.empty();
  }

  private static Optional<Pixels> source(GenerationRequest request) {
    return request.start().map(s -> PictureReader.read(s.image(), size(request)));
  }

  /** All but the decoding: [B, C, h, w], float32, owned by the scope. */
  NDArray latent(
      NDManager scope,
      List<GenerationRequest> pictures,
      Optional<Pixels> source,
      Consumer<String> phases,
      StepListener steps,
      CancelToken cancel) {
    GenerationRequest request = pictures.get(0);
    try (PictureNoise noise = new PictureNoise(scope, pictures);
        Sampler sampler = sampler(request)) {
      phases.accept("reading the prompt");
      NDArray text = encodeText(scope, request, pictures.size(), cancel);
      cancel.throwIfCancelled();
      phases.accept("denoising");
      Start start = start(scope, request, sampler, noise, source);
      try (GuidedNetwork network = network(scope, request, text, start)) {
        Denoising loop = new Denoising(sampler, network, noise.source(), steps, cancel);
        return loop.run(start.latent(), start.firstIndex(), start.afterStep());
      }
    } finally {
      if (memory == MemoryMode.LOW) {
        model.unet().release();
      }
    }
  }

  /**
   * Says before the work begins what this model cannot do.
   *
   * @throws IllegalArgumentException with what to do instead
   * @throws studio.bonsai.engine.EngineException when a LoRA is not for this model
   */
  public void check(GenerationRequest request) {
    if (isInpaintingModel() && request.mask().isEmpty()) {
      throw new IllegalArgumentException(
          "this model paints into pictures: give it a picture to start from and a mask");
    }
    sampler(request).close();
    model.wear(request.loras());
  }

  /** How much memory a resolved request takes. */
  public MemoryEstimate estimate(GenerationRequest request) {
    return new MemoryNeed(model, memory, previews)
        .of(request, decoder.largestWhole(), PictureDecoder.TILE);
  }

  public MemoryMode memory() {
    return memory;
  }

  private Sampler sampler(GenerationRequest request) {
    return Sampler.create(
        SamplerType.named(request.sampler().orElseThrow()),
        model.schedulerConfig(),
        request.steps().orElseThrow(),
        new SamplerOptions(request.karras(), request.eta().orElseThrow()));
  }

  private static ImageSize size(GenerationRequest request) {
    return request.size().orElseThrow();
  }

  private Guidance guidance(GenerationRequest request) {
    return GuidedNetwork.guidance(model.unetConfig(), request);
  }

  /** [B, T, D], or [2B, T, D] with the negative ones first, in the model's dtype. */
  private NDArray encodeText(
      NDManager scope, GenerationRequest request, int batch, CancelToken cancel) {
    int clipSkip = request.clipSkip().orElseThrow();
    PromptEncoder encoder = model.text().get();
    NDArray text;
    if (guidance(request).isActive()) {
      Conditioning both =
          encoder.encode(scope, request.prompt(), request.negativePrompt(), clipSkip, cancel);
      text = both.negative().repeat(0, batch).concat(both.positive().repeat(0, batch), 0);
    } else {
      text = encoder.encode(scope, request.prompt(), clipSkip, cancel).repeat(0, batch);
    }
    if (memory != MemoryMode.FAST) {
      model.text().release();
    }
    return text;
  }

  private Start start(
      NDManager scope,
      GenerationRequest request,
      Sampler sampler,
      PictureNoise noise,
      Optional<Pixels> source) {
    if (source.isEmpty()) {
      return TextToImage.start(scope, sampler, noise, latentShape(request, noise.pictures()));
    }
    double strength = request.start().orElseThrow().strength();
    CarefulAutoencoder autoencoder = model.autoencoder();
    NDArray picture = PictureTensors.toTensor(scope, source.get());
    if (request.mask().isEmpty()) {
      return ImageToImage.start(scope, sampler, noise, autoencoder, picture, strength);
    }
    ImageSize size = size(request);
    NDArray mask =
        scope.create(
            MaskReader.hard(request.mask().get(), size),
            new Shape(1, 1, size.height(), size.width()));
    return new Inpaint(scope, sampler, noise, autoencoder)
        .start(picture, mask, isInpaintingModel(), strength);
  }

  private boolean isInpaintingModel() {
    return model.unetConfig().inChannels() == 9;
  }

  private Shape latentShape(GenerationRequest request, int batch) {
    int factor = model.autoencoderConfig().factor();
    return new Shape(
        batch,
        model.autoencoderConfig().latentChannels(),
        size(request).height() / factor,
        size(request).width() / factor);
  }

  private GuidedNetwork network(
      NDManager scope, GenerationRequest request, NDArray text, Start start) {
    return new GuidedNetwork(
        model.unet().get(),
        model.compute().dtype(),
        guidance(request),
        text,
        condition(scope, request, start.latent().getShape().get(0)),
        start.extraChannels());
  }

  /** The guidance scale as LCM's network is told it; null for every other network. */
  private NDArray condition(NDManager scope, GenerationRequest request, long batch) {
    int channels = model.unetConfig().conditionChannels();
    return channels == 0
        ? null
        : new Guidance(request.guidanceScale().orElseThrow()).embedding(scope, batch, channels);
  }
}
