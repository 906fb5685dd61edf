// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.jobs.JobState;
import studio.bonsai.engine.GenerationEvent;

/** The picture that came last, and how far the next one is. */
public final class NewestPicture extends VBox {
  private final ObjectProperty<Optional<Job>> running =
      new SimpleObjectProperty<>(Optional.empty());
  private final ImageView picture = new ImageView();

  public NewestPicture(JobQueue queue, DrawingJobs drawing) {
    setAlignment(Pos.CENTER);
    setSpacing(12);
    Label progress = new Label();
    progress.textProperty().bind(running.map(j -> j.map(r -> r.progress().stage()).orElse("")));
    picture.setId("newest");
    getChildren().addAll(picture, progress);
    queue.listen(FxBridge.latest(this::onJobs));
    drawing.listen(
        new DrawingJobs.Listener() {
          @Override
          public void onEvent(Job job, GenerationEvent event) {}

          @Override
          public void onPicture(Job job, Path file) {
            FxBridge.run(() -> picture.setImage(new Image(file.toUri().toString())));
          }
        });
  }

  private void onJobs(List<Job> jobs) {
    running.set(jobs.stream().filter(j -> j.state() == JobState.RUNNING).findFirst());
  }
}
