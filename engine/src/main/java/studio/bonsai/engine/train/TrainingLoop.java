// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.PauseSwitch;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.TrainingEvent;
import studio.bonsai.engine.TrainingEvent.CheckpointWritten;
import studio.bonsai.engine.TrainingEvent.Notice;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.kernels.Kernels;

/**
 * Batch, gradients, AdamW, again; and a run that can be stopped at any moment. The one loop of
 * every kind of training.
 */
public final class TrainingLoop implements AutoCloseable {
  /** Draws pictures with the weights of the moment. */
  @FunctionalInterface
  public interface Samples {
    /**
     * @param weights averaged, where the run averages
     */
    List<Path> draw(long step, Map<String, NDArray> weights);
  }

  private final TrainingSettings settings;
  private final TrainingBatches batches;
  private final RunFolder folder;
  private final NDManager manager;
  private final Kernels kernels;
  private final MasterWeights weights;
  private final Crew crew;
  private final AdamW optimizer;
  private final Optional<Ema> ema;
  private final LossScale scale;
  private long step;

  public TrainingLoop(
      Lesson lesson,
      TrainingBatches batches,
      TrainingSettings settings,
      RunFolder folder,
      NDManager parent) {
    this.settings = settings;
    this.batches = batches;
    this.folder = folder;
    manager = parent.newSubManager();
    kernels = new Kernels(manager);
    weights = lesson.weights();
    crew = new Crew(lesson, settings, kernels, manager);
    optimizer = new AdamW(weights, settings.optimizer(), kernels, manager);
    ema =
        settings.emaDecay().isPresent()
            ? Optional.of(new Ema(weights, settings.emaDecay().getAsDouble(), kernels))
            : Optional.empty();
    scale = new LossScale(settings.precision() == Precision.FLOAT16);
  }

  /**
   * Goes back to the newest checkpoint of the folder, if there is one.
   *
   * @return the step that was done last
   */
  public long restore() {
    Optional<Path> newest = folder.checkpoints().newest();
    newest.ifPresent(this::restore);
    folder.losses().cutAfter(step);
    return step;
  }

  private void restore(Path file) {
    Checkpoint state = Checkpoints.state(file);
    String changes = ChangedSettings.between(state.settings(), folder.settings());
    if (!changes.isEmpty()) {
      throw new EngineException(
          file
              + " is a checkpoint of another model or of other settings: "
              + changes
              + ". Set that back in "
              + folder.path().resolve("settings.json")
              + ", or begin a new run.");
    }
    Checkpoints.read(file, state(), kernels.load("train"), manager);
    step = state.step();
    scale.restore(state.lossScale(), state.goodSteps());
    batches.seek(state.position());
  }

  /**
   * Learns until the last step.
   *
   * @param listener hears of every step, on this thread
   * @throws CancellationException between steps; where the run stands was written before
   * @throws EngineException when the loss is no number any more, or the disk is full
   */
  public void run(
      Samples samples, Consumer<TrainingEvent> listener, PauseSwitch pause, CancelToken cancel) {
    Progress progress = new Progress(settings.steps(), step);
    while (step < settings.steps()) {
      pause.awaitResumed(cancel);
      if (cancel.isCancelled()) {
        checkpoint(listener);
        cancel.throwIfCancelled();
      }
      step(progress, listener);
      boolean last = step == settings.steps();
      if (last || step % settings.keeping().every() == 0) {
        checkpoint(listener);
      }
      if (last || step % settings.keeping().samplesEvery() == 0) {
        listener.accept(new TrainingEvent.SamplesDrawn(step, samples.draw(step, result())));
        progress.ignoreSinceStep();
      }
    }
  }

  private void step(Progress progress, Consumer<TrainingEvent> listener) {
    double rate = settings.learningRate().at(step, settings.steps());
    Map<String, Double> terms = gradients();
    SortedMap<String, NDArray> gradients = crew.gradients();
    double norm = optimizer.clip(gradients, scale.value());
    boolean overflow = !Double.isFinite(norm);
    checkNumbers(terms, overflow);
    if (!overflow) {
      optimizer.step(gradients, rate);
    }
    scale.after(overflow);
    crew.zero();
    step++;
    ema.ifPresent(average -> average.update(step));
    if (overflow) {
      listener.accept(
          new Notice(
              "Step " + step + " was left out: float16 overflowed. The loss scale is halved."));
    }
    Map<String, Double> row = new LinkedHashMap<>(terms);
    row.put("learning_rate", rate);
    row.put("gradient_norm", norm);
    folder.losses().add(step, row);
    listener.accept(progress.finished(step, terms, rate, norm));
  }

  /** Of all batches of a step; the terms are their mean. */
  private Map<String, Double> gradients() {
    Map<String, Double> mean = new LinkedHashMap<>();
    int count = settings.accumulation();
    for (int i = 0; i < count; i++) {
      try (NDManager scope = manager.newSubManager(ai.djl.Device.cpu());
          TrainingBatch batch = batches.next(scope)) {
        crew.learn(batch, step * count + i, scale.value() / count)
            .forEach((name, value) -> mean.merge(name, value / count, Double::sum));
      }
    }
    return mean;
  }

  private void checkNumbers(Map<String, Double> terms, boolean overflow) {
    boolean lost = terms.values().stream().anyMatch(value -> !Double.isFinite(value));
    if (lost || (overflow && (scale.value() == 1 || scale.isExhausted()))) {
      String kept =
          folder
              .checkpoints()
              .newest()
              .map(file -> "The last good state is " + file + "; 'losses.csv' tells more. ")
              .orElse("No state was written before; the model that it began with is as it was. ");
      throw new EngineException(
          "The loss is no number any more at step "
              + (step + 1)
              + ": the weights have run away. "
              + kept
              + "Begin again with a lower learning rate than "
              + settings.learningRate().rate()
              + ".");
    }
  }

  private void checkpoint(Consumer<TrainingEvent> listener) {
    Checkpoint state =
        new Checkpoint(step, batches.position(), scale.value(), scale.good(), folder.settings());
    Path file = folder.checkpoints().write(state, state());
    folder.checkpoints().prune(settings.keeping().last());
    folder.plot();
    listener.accept(new CheckpointWritten(step, file));
  }

  /** Every array that the next step depends on. */
  private Map<String, NDArray> state() {
    Map<String, NDArray> arrays = new TreeMap<>();
    weights.all().forEach((name, array) -> arrays.put("weights." + name, array));
    optimizer.forEachState(arrays::put);
    ema.ifPresent(e -> e.averages().forEach((name, array) -> arrays.put("ema." + name, array)));
    return arrays;
  }

  /** The weights that the run is for: averaged, where it averages. */
  public Map<String, NDArray> result() {
    return ema.map(Ema::averages).orElse(weights.all());
  }

  @Override
  public void close() {
    crew.close();
    kernels.close();
    manager.close();
  }
}
