// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import studio.bonsai.engine.BenchmarkPlan;
import studio.bonsai.engine.BenchmarkPlan.Stage;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.Measurement;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.kernels.RandomSource;
import studio.bonsai.engine.text.PromptEncoder;
import studio.bonsai.engine.unet.TextContext;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.vae.Autoencoder;

/** Times the networks of a model one by one. */
public final class Benchmark {
  private static final int TOKENS = 77;
  private static final int[] PRODUCT_SIDES = {1024, 2048, 3072};
  private static final String PROMPT = "a photo of an astronaut riding a horse on mars";

  private final BenchmarkPlan plan;
  private final Consumer<Measurement> listener;
  private final CancelToken cancel;

  /**
   * @param listener hears of each measurement as it is done
   * @param cancel asked before every run of a stage
   */
  public Benchmark(BenchmarkPlan plan, Consumer<Measurement> listener, CancelToken cancel) {
    this.plan = plan;
    this.listener = listener;
    this.cancel = cancel;
  }

  /** Times the networks of a model, and the machine. */
  public void run(DiffusionModel model) {
    if (plan.stages().contains(Stage.PRODUCT)) {
      product(model);
    }
    if (plan.stages().contains(Stage.TEXT)) {
      text(model);
      model.text().release();
    }
    if (plan.stages().contains(Stage.STEP)) {
      step(model);
      model.unet().release();
    }
    if (plan.stages().contains(Stage.DECODE)) {
      decode(model);
      model.autoencoder().release();
    }
  }

  /** The best of several sizes and ways: what the machine can do. */
  private void product(DiffusionModel model) {
    List<Measurement> found = new ArrayList<>();
    for (int side : PRODUCT_SIDES) {
      try (NDManager scope = model.manager().newSubManager();
          RandomSource random = new RandomSource(scope, 0)) {
        NDArray a = draw(random, scope, model, side, side);
        long operations = 2L * side * side * side;
        found.add(time("product", operations, model, owner -> owned(owner, a.matMul(a))));
        if (packs(model.compute())) {
          found.add(packedProduct(model, scope, a, operations));
        }
      }
    }
    listener.accept(Collections.max(found, Comparator.comparing(Measurement::gigaflops)));
  }

  /** As the linear layers compute on the CPU: by oneDNN, with one factor laid out for it before. */
  private Measurement packedProduct(
      DiffusionModel model, NDManager scope, NDArray a, long operations) {
    Kernel kernel = new Kernels(scope).load("product");
    NDArray packed = kernel.compute("pack", a, a.getShape().get(0));
    return time(
        "product", operations, model, owner -> owned(owner, kernel.compute("product", a, packed)));
  }

  private static boolean packs(Compute compute) {
    return !compute.isGpu() && compute.dtype() == DataType.FLOAT32;
  }

  /** Frees a result with its owner. */
  private static NDArray owned(NDManager owner, NDArray result) {
    result.attach(owner);
    return result;
  }

  private void text(DiffusionModel model) {
    PromptEncoder encoder = model.text().get();
    listener.accept(
        time(
            "text",
            0,
            model,
            scope -> encoder.encode(scope, PROMPT, "", 1, CancelToken.none()).positive()));
  }

  /** The text's keys and values are read in the first run and stay, as they do in a picture. */
  private void step(DiffusionModel model) {
    UNet unet = model.unet().get();
    int height = plan.size().height() / model.autoencoderConfig().factor();
    int width = plan.size().width() / model.autoencoderConfig().factor();
    long macs = unet.macs(height, width, TOKENS) + unet.attentionMacs(height, width, TOKENS);
    try (NDManager scope = model.manager().newSubManager();
        RandomSource random = new RandomSource(scope, 0)) {
      NDArray latent = draw(random, scope, model, 1, unet.config().inChannels(), height, width);
      NDArray text = draw(random, scope, model, 2, TOKENS, unet.config().width());
      NDArray time = scope.full(new Shape(1), 500f);
      try (TextContext context = new TextContext(text)) {
        listener.accept(
            time(
                "step",
                2 * 2 * macs,
                model,
                owner -> unet.forward(copy(owner, latent), time, context)));
      }
    }
  }

  private void decode(DiffusionModel model) {
    Autoencoder autoencoder = model.ownAutoencoder().get();
    int height = plan.size().height();
    int width = plan.size().width();
    int factor = model.autoencoderConfig().factor();
    int channels = model.autoencoderConfig().latentChannels();
    try (NDManager scope = model.manager().newSubManager();
        RandomSource random = new RandomSource(scope, 0)) {
      NDArray latent = draw(random, scope, model, 1, channels, height / factor, width / factor);
      long operations = 2 * autoencoder.decodeMacs(height, width);
      listener.accept(
          time("decode", operations, model, owner -> autoencoder.decode(copy(owner, latent))));
    }
  }

  /** A network's output belongs to the owner of its input. */
  private static NDArray copy(NDManager owner, NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(owner);
    return copy;
  }

  private static NDArray draw(
      RandomSource random, NDManager scope, DiffusionModel model, long... shape) {
    return random.normal(scope, shape).toType(model.compute().dtype(), false);
  }

  /** Times something else, if the plan names it. */
  public void time(Stage stage, Runnable work) {
    if (plan.stages().contains(stage)) {
      double[] seconds = new double[plan.repeats() + 1];
      for (int i = 0; i < seconds.length; i++) {
        cancel.throwIfCancelled();
        long began = System.nanoTime();
        work.run();
        seconds[i] = (System.nanoTime() - began) / 1e9;
      }
      listener.accept(Measurement.of(stage.name().toLowerCase(Locale.ROOT), seconds, 0));
    }
  }

  /** Each time counts until numbers have arrived on the CPU: a GPU answers before it is done. */
  private Measurement time(
      String name, long operations, DiffusionModel model, Function<NDManager, NDArray> work) {
    double[] seconds = new double[plan.repeats() + 1];
    for (int i = 0; i < seconds.length; i++) {
      cancel.throwIfCancelled();
      try (NDManager scope = model.manager().newSubManager()) {
        long began = System.nanoTime();
        NDArray result = work.apply(scope);
        if (model.compute().isGpu()) {
          result.flatten().get(":1").toType(DataType.FLOAT32, false).toFloatArray();
        }
        seconds[i] = (System.nanoTime() - began) / 1e9;
      }
    }
    return Measurement.of(name, seconds, operations);
  }
}
