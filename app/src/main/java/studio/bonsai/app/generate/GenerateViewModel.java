// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import javafx.beans.property.StringProperty;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ModelShelf;

/** What the user asks for. */
public final class GenerateViewModel {
  private final JobQueue queue;
  private final ModelShelf shelf;
  private final StringProperty prompt;

  GenerateViewModel(Settings settings, JobQueue queue, ModelShelf shelf) {
    this.queue = queue;
    this.shelf = shelf;
    prompt = settings.text("generate.prompt", "");
  }

  StringProperty promptProperty() {
    return prompt;
  }

  /** Puts what is asked for into the queue. */
  void draw() {
    DrawingOrder order =
        new DrawingOrder(shelf.find(ModelShelf.DEFAULT), GenerationRequest.of(prompt.get()));
    queue.add(DrawingJobs.KIND, prompt.get(), order.write());
  }
}
