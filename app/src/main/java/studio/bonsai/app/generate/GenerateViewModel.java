// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import studio.bonsai.app.generate.ask.DrawingViewModel;
import studio.bonsai.app.generate.ask.ModelChoiceViewModel;
import studio.bonsai.app.generate.ask.StartViewModel;
import studio.bonsai.app.generate.prompt.PromptViewModel;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.TokenCounter;

/** What the user asks for, all of it. FX thread only. */
public final class GenerateViewModel {
  /**
   * What is done beside the FX thread.
   *
   * @param background reads files and counts tokens, one thing after another
   * @param fxThread runs something where properties may change
   * @param counter knows a model's tokens
   */
  public record Beside(
      Executor background, Consumer<Runnable> fxThread, Function<Path, TokenCounter> counter) {}

  private final Texts texts = Texts.of(GenerateViewModel.class);
  private final JobQueue queue;
  private final PromptViewModel prompt;
  private final ModelChoiceViewModel model;
  private final DrawingViewModel drawing;
  private final StartViewModel start;
  private final BooleanBinding ready;
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  /**
   * @param models on the shelf
   * @param masks the folder that painted masks go to
   * @param freshSeed gives a seed for every order that has none
   */
  public GenerateViewModel(
      Settings settings,
      JobQueue queue,
      ObservableList<InstalledModel> models,
      Path masks,
      Beside beside,
      LongSupplier freshSeed) {
    this.queue = queue;
    model = new ModelChoiceViewModel(settings, models);
    prompt =
        new PromptViewModel(
            settings,
            model
                .chosenProperty()
                .map(m -> m.filter(InstalledModel::isReadable).map(InstalledModel::folder)),
            beside.background(),
            beside.fxThread(),
            beside.counter());
    drawing = new DrawingViewModel(settings, model.factsProperty(), freshSeed);
    start = new StartViewModel(settings, masks, beside.background(), beside.fxThread());
    ready =
        Bindings.createBooleanBinding(
            () ->
                model.chosenProperty().get().filter(InstalledModel::isReadable).isPresent()
                    && !drawing.wrongProperty().get()
                    && start.strengthProblemProperty().get().isEmpty(),
            model.chosenProperty(),
            drawing.wrongProperty(),
            start.strengthProblemProperty());
  }

  public PromptViewModel prompt() {
    return prompt;
  }

  public ModelChoiceViewModel model() {
    return model;
  }

  public DrawingViewModel drawing() {
    return drawing;
  }

  public StartViewModel start() {
    return start;
  }

  /** Whether all that is set makes sense, and a model is there to draw it. */
  BooleanBinding readyProperty() {
    return ready;
  }

  /** What the user should know of what was just done, in a sentence; mostly empty. */
  ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** All that is set; the seed is open unless it is locked. */
  GenerationRequest request() {
    return builder().build();
  }

  private GenerationRequestBuilder builder() {
    GenerationRequestBuilder request =
        GenerationRequest.builder(prompt.promptProperty().get().strip())
            .negativePrompt(prompt.negativeProperty().get().strip());
    drawing.fill(request);
    start.fill(request);
    return request;
  }

  /** Puts what is asked for into the queue; nothing happens while it makes no sense. */
  void draw() {
    if (!ready.get()) {
      return;
    }
    notice.set("");
    GenerationRequest request = builder().seed(drawing.nextSeed()).build();
    Path folder = model.chosenProperty().get().orElseThrow().folder();
    prompt.remember();
    String title = request.prompt().isEmpty() ? texts.get("title.none") : request.prompt();
    queue.add(DrawingJobs.KIND, title, new DrawingOrder(folder, request).write());
  }

  /**
   * Takes over how a picture was made.
   *
   * @param wanted the model that drew it, when it is known
   */
  void useSettings(GenerationRequest request, Optional<String> wanted) {
    prompt.promptProperty().set(request.prompt());
    prompt.negativeProperty().set(request.negativePrompt());
    drawing.take(request);
    start.take(request);
    String missing = wanted.filter(name -> !model.choose(name)).orElse("");
    notice.set(missing.isEmpty() ? "" : texts.get("model.missing", missing));
  }
}
