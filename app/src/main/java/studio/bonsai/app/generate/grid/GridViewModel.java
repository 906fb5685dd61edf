// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.grid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelDefaults;

/** The grid that is asked for, and the one that is being drawn. FX thread only. */
public final class GridViewModel {
  private static final int MOST_CELLS = 400;

  private final Texts texts = Texts.of(GridViewModel.class);
  private final JobQueue queue;
  private final ObservableList<InstalledModel> models;
  private final LongSupplier freshSeed;
  private final AxisViewModel x;
  private final AxisViewModel y;
  private final ObjectProperty<Optional<GridPace>> pace;
  private final ObjectProperty<Boolean> wanted;
  private final ObjectProperty<Optional<GridBase>> base =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<GridPlan>> plan =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<GridState>> state =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Job>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean reading;

  /**
   * @param models that an axis may name; changes on the FX thread
   * @param freshSeed asked for each grid whose request leaves the seed open
   */
  public GridViewModel(
      Settings settings,
      JobQueue queue,
      GridJobs jobs,
      ObservableList<InstalledModel> models,
      LongSupplier freshSeed) {
    this.queue = queue;
    this.models = models;
    this.freshSeed = freshSeed;
    x = new AxisViewModel(settings, "x", AxisKind.STEPS, "10, 20, 30");
    y = new AxisViewModel(settings, "y", AxisKind.GUIDANCE, "3, 5, 7.5");
    wanted = settings.flag("grid.wanted", false);
    pace =
        settings.value(
            "grid.pace",
            Optional.empty(),
            text -> Optional.of(new GridPace(Double.parseDouble(text))),
            now -> now.map(p -> Double.toString(p.nanosPerStepAndPixel())).orElse(""));
    for (AxisViewModel axis : List.of(x, y)) {
      axis.kindProperty().addListener((p, before, now) -> read());
      axis.typedProperty().addListener((p, before, now) -> read());
    }
    base.addListener((p, before, now) -> read());
    models.addListener((ListChangeListener<InstalledModel>) change -> read());
    queue.listen(FxBridge.latest(this::onJobs));
    listen(jobs);
    read();
  }

  private void listen(GridJobs jobs) {
    Consumer<GridState> onState = FxBridge.latest(now -> state.set(Optional.of(now)));
    Consumer<GridPace> onPace = FxBridge.latest(now -> pace.set(Optional.of(now)));
    jobs.listen(
        new GridJobs.Listener() {
          @Override
          public void onState(Job job, GridState now) {
            onState.accept(now);
          }

          @Override
          public void onPace(GridPace now) {
            onPace.accept(now);
          }
        });
  }

  private void onJobs(List<Job> jobs) {
    running.set(
        jobs.stream()
            .filter(j -> j.kind().equals(GridJobs.KIND) && j.state() == JobState.RUNNING)
            .findFirst());
  }

  AxisViewModel x() {
    return x;
  }

  AxisViewModel y() {
    return y;
  }

  /** What is drawn without a grid: set it before the grid is shown, and as it changes. */
  public ObjectProperty<Optional<GridBase>> baseProperty() {
    return base;
  }

  /** Whether a grid is asked for rather than a picture; kept over restarts. */
  public ObjectProperty<Boolean> wantedProperty() {
    return wanted;
  }

  /** How fast pictures come; kept over restarts. Every picture may tell it. */
  public ObjectProperty<Optional<GridPace>> paceProperty() {
    return pace;
  }

  /** Empty while something is wrong with an axis. */
  public ReadOnlyObjectProperty<Optional<GridPlan>> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** The grid that was drawn last, or is. */
  ReadOnlyObjectProperty<Optional<GridState>> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Job>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  private void read() {
    if (reading) {
      return;
    }
    reading = true;
    base.get()
        .ifPresentOrElse(
            now -> {
              AxisParser parser = new AxisParser(now, models, texts);
              x.read(parser);
              y.read(parser);
              checkTogether();
              plan.set(planFor(now, "", now.request().seed().orElse(0)));
            },
            () -> plan.set(Optional.empty()));
    reading = false;
  }

  private void checkTogether() {
    if (x.axisProperty().get().isEmpty() || y.axisProperty().get().isEmpty()) {
      return;
    }
    GridAxis columns = x.axisProperty().get().get();
    GridAxis rows = y.axisProperty().get().get();
    boolean alike = columns.kind() == rows.kind() && columns.kind() != AxisKind.PROMPT;
    if (alike) {
      y.fail(texts.get(columns.kind() == AxisKind.NONE ? "bad.nothing" : "bad.alike"));
    } else if (columns.size() * rows.size() > MOST_CELLS) {
      y.fail(texts.get("bad.cells", columns.size() * rows.size(), MOST_CELLS));
    }
  }

  private Optional<GridPlan> planFor(GridBase now, String id, long seed) {
    if (x.axisProperty().get().isEmpty() || y.axisProperty().get().isEmpty()) {
      return Optional.empty();
    }
    GenerationRequest request = now.request().toBuilder().seed(seed).count(1).batch(1).build();
    return Optional.of(
        new GridPlan(
            id,
            request,
            model(now.model()),
            models.stream().filter(InstalledModel::isReadable).map(GridViewModel::model).toList(),
            x.axisProperty().get().get(),
            y.axisProperty().get().get()));
  }

  private static GridModel model(InstalledModel model) {
    return new GridModel(model.name(), model.folder());
  }

  /** How long the grid will take; empty before the first picture ever. */
  Optional<Duration> estimate() {
    Optional<ModelDefaults> defaults =
        base.get().flatMap(b -> b.model().facts()).map(InstalledModel.Facts::defaults);
    if (defaults.isEmpty() || plan.get().isEmpty()) {
      return Optional.empty();
    }
    double work = GridPace.work(plan.get().get().cells(), defaults.get());
    return pace.get().map(now -> now.time(work));
  }

  /** Columns become rows. */
  void swap() {
    reading = true;
    AxisKind kind = x.kindProperty().get();
    String typed = x.typedProperty().get();
    x.kindProperty().set(y.kindProperty().get());
    x.typedProperty().set(y.typedProperty().get());
    y.kindProperty().set(kind);
    y.typedProperty().set(typed);
    reading = false;
    read();
  }

  /** Puts the grid into the queue. */
  public void draw() {
    base.get()
        .flatMap(
            now ->
                planFor(
                    now, UUID.randomUUID().toString(), now.request().seed().orElseGet(freshSeed)))
        .ifPresent(p -> queue.add(GridJobs.KIND, title(p), GridPlanJson.write(p)));
  }

  private String title(GridPlan grid) {
    return texts.get("job", grid.columns(), grid.rows(), grid.base().prompt());
  }

  /** Stops the grid that is being drawn; what is drawn stays. */
  void cancel() {
    running.get().ifPresent(job -> queue.cancel(job.id()));
  }
}
