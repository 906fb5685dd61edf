// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.generate.ask.DrawingViewModel;
import studio.bonsai.app.generate.ask.ModelChoiceViewModel;
import studio.bonsai.app.generate.ask.StartViewModel;
import studio.bonsai.app.generate.grid.GridBase;
import studio.bonsai.app.generate.grid.GridJobs;
import studio.bonsai.app.generate.grid.GridPlan;
import studio.bonsai.app.generate.grid.GridViewModel;
import studio.bonsai.app.generate.prompt.PromptViewModel;
import studio.bonsai.app.jobs.Engines;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.EngineOptions;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.PictureFiles;
import studio.bonsai.engine.TokenCounter;

/** What the user asks for, all of it. FX thread only. */
public final class GenerateViewModel {
  /**
   * What is done beside the FX thread.
   *
   * @param background reads files and counts tokens, one thing after another
   * @param fxThread runs something where properties may change
   * @param counter knows a model's tokens
   * @param engines of the background's own, to tell what memory models take
   * @param options how models will be opened
   */
  public record Beside(
      Executor background,
      Consumer<Runnable> fxThread,
      Function<Path, TokenCounter> counter,
      Engines engines,
      ObservableValue<EngineOptions> options) {}

  private static final Logger LOG = LoggerFactory.getLogger(GenerateViewModel.class);

  private final Texts texts = Texts.of(GenerateViewModel.class);
  private final JobQueue queue;
  private final PromptViewModel prompt;
  private final ModelChoiceViewModel model;
  private final DrawingViewModel drawing;
  private final StartViewModel start;
  private final GridViewModel grid;
  private final MemoryOutlook memory;
  private final Beside beside;
  private final BooleanBinding sensible;
  private final BooleanBinding ready;
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  /**
   * @param grids that the queue draws
   * @param model which one draws
   * @param masks the folder that painted masks go to
   * @param freshSeed gives a seed for every order that has none
   */
  public GenerateViewModel(
      Settings settings,
      JobQueue queue,
      GridJobs grids,
      ModelChoiceViewModel model,
      Path masks,
      Beside beside,
      LongSupplier freshSeed) {
    this.queue = queue;
    this.beside = beside;
    this.model = model;
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
    grid = new GridViewModel(settings, queue, grids, model.models(), freshSeed);
    memory = new MemoryOutlook(beside.background(), beside.fxThread(), beside.engines());
    sensible =
        Bindings.createBooleanBinding(
            this::isSensible,
            model.chosenProperty(),
            drawing.wrongProperty(),
            start.strengthProblemProperty());
    ready =
        Bindings.createBooleanBinding(
            this::isReady, sensible, grid.wantedProperty(), grid.planProperty());
    listen();
    onChange();
  }

  private boolean isSensible() {
    return model.chosenProperty().get().filter(InstalledModel::isReadable).isPresent()
        && !drawing.wrongProperty().get()
        && start.strengthProblemProperty().get().isEmpty();
  }

  private boolean isReady() {
    return sensible.get()
        && (!grid.wantedProperty().get() || grid.planProperty().get().isPresent());
  }

  private void listen() {
    Stream.of(
            Stream.of(
                sensible,
                grid.wantedProperty(),
                prompt.promptProperty(),
                prompt.negativeProperty()),
            drawing.inputs(),
            start.inputs())
        .flatMap(inputs -> inputs)
        .forEach(input -> input.addListener(observable -> onChange()));
    beside.options().addListener((p, before, now) -> lookAtMemory());
    grid.planProperty().addListener((p, before, now) -> lookAtMemory());
  }

  private void onChange() {
    tellGrid();
    lookAtMemory();
  }

  private void lookAtMemory() {
    memory.look(
        wanted().entrySet().stream()
            .map(
                drawn ->
                    new MemoryOutlook.Plan(
                        drawn.getKey(), beside.options().getValue(), drawn.getValue()))
            .toList());
  }

  /** What would be drawn with each model, by its folder: of a grid what takes most memory. */
  private Map<Path, GenerationRequest> wanted() {
    if (grid.wantedProperty().get()) {
      return grid.planProperty().get().map(GridPlan::heaviest).orElse(Map.of());
    }
    return model
        .chosenProperty()
        .get()
        .filter(chosen -> sensible.get())
        .map(chosen -> Map.of(chosen.folder(), request()))
        .orElse(Map.of());
  }

  /** A grid varies what a picture would be drawn from. */
  private void tellGrid() {
    boolean told = grid.wantedProperty().get() && sensible.get();
    grid.baseProperty()
        .set(
            told
                ? model.chosenProperty().get().map(chosen -> new GridBase(chosen, request()))
                : Optional.empty());
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

  public GridViewModel grid() {
    return grid;
  }

  /** Whether all that is set makes sense, and a model is there to draw it. */
  BooleanBinding readyProperty() {
    return ready;
  }

  /** What the memory lacks for what is asked for, with what to do, in a sentence; mostly empty. */
  ObservableValue<String> memoryProperty() {
    return memory.lackProperty().map(lack -> lack.map(this::advice).orElse(""));
  }

  private String advice(MemoryOutlook.Lack lack) {
    List<String> choices = new ArrayList<>(List.of(texts.get("memory.size")));
    if (lack.plan().request().batch() > 1) {
      choices.add(texts.get("memory.batch"));
    }
    if (lack.plan().options().memory() != MemoryMode.LOW) {
      choices.add(texts.get("memory.low"));
    }
    return texts.get(
        "memory",
        Bytes.size(lack.shortage().needed()),
        Bytes.size(lack.shortage().attainable()),
        String.join(", ", choices));
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
    prompt.remember();
    lookAtMemory();
    if (grid.wantedProperty().get()) {
      grid.draw();
    } else {
      drawPictures();
    }
  }

  private void drawPictures() {
    GenerationRequest request = builder().seed(drawing.nextSeed()).build();
    Path folder = model.chosenProperty().get().orElseThrow().folder();
    String title = request.prompt().isEmpty() ? texts.get("title.none") : request.prompt();
    queue.add(DrawingJobs.KIND, title, new DrawingOrder(folder, request).write());
  }

  /**
   * Looks beside everything else what a picture remembers of its making.
   *
   * @param then gets it, unless it remembers nothing, or is no picture
   * @param otherwise is run then
   */
  void look(Path file, Consumer<PictureFiles.Memory> then, Runnable otherwise) {
    beside
        .background()
        .execute(
            () -> {
              Optional<PictureFiles.Memory> found = Optional.empty();
              try {
                found = Optional.of(PictureFiles.read(file)).filter(m -> m.request().isPresent());
              } catch (EngineException e) {
                LOG.debug("{} remembers nothing", file, e);
              }
              Optional<PictureFiles.Memory> memory = found;
              beside.fxThread().accept(() -> memory.ifPresentOrElse(then, otherwise));
            });
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
