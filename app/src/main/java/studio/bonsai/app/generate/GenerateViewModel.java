// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.GenerationEvent;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelShelf;

/** What the user asks for, and what has come of it. */
public final class GenerateViewModel {
  private final JobQueue queue;
  private final ModelShelf shelf;
  private final StringProperty prompt;
  private final ReadOnlyObjectWrapper<Optional<Path>> newest =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Job>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  GenerateViewModel(Settings settings, JobQueue queue, ModelShelf shelf, DrawingJobs drawing) {
    this.queue = queue;
    this.shelf = shelf;
    prompt = settings.text("generate.prompt", "");
    queue.listen(FxBridge.latest(this::onJobs));
    drawing.listen(
        new DrawingJobs.Listener() {
          @Override
          public void onEvent(Job job, GenerationEvent event) {}

          @Override
          public void onPicture(Job job, Path file) {
            FxBridge.run(() -> newest.set(Optional.of(file)));
          }
        });
  }

  private void onJobs(List<Job> jobs) {
    running.set(jobs.stream().filter(j -> j.state() == JobState.RUNNING).findFirst());
  }

  StringProperty promptProperty() {
    return prompt;
  }

  /** The picture that came last. */
  ReadOnlyObjectProperty<Optional<Path>> newestProperty() {
    return newest.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Job>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Puts what is asked for into the queue. */
  void draw() {
    DrawingOrder order =
        new DrawingOrder(shelf.find(ModelShelf.DEFAULT), GenerationRequest.of(prompt.get()));
    queue.add(DrawingJobs.KIND, prompt.get(), order.write());
  }
}
