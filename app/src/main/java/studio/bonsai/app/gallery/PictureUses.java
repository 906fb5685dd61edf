// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import studio.bonsai.app.PictureActions;
import studio.bonsai.app.gallery.index.Picture;
import studio.bonsai.app.gallery.index.PictureDetails;
import studio.bonsai.engine.GenerationRequest;

/** What a picture of the gallery is good for elsewhere. */
final class PictureUses {
  private final GalleryViewModel model;
  private final PictureActions actions;
  private final Consumer<Path> showInFolder;

  PictureUses(GalleryViewModel model, PictureActions actions, Consumer<Path> showInFolder) {
    this.model = model;
    this.actions = actions;
    this.showInFolder = showInFolder;
  }

  private Optional<PictureDetails> details() {
    return model.detailsProperty().get();
  }

  private Optional<GenerationRequest> request() {
    return details().flatMap(d -> d.facts().request());
  }

  void settings() {
    request().ifPresent(r -> actions.useSettings(r, details().flatMap(d -> d.facts().model())));
  }

  void seed() {
    OptionalLong seed = request().map(GenerationRequest::seed).orElse(OptionalLong.empty());
    seed.ifPresent(actions::useSeed);
  }

  void input() {
    details().map(d -> d.picture().file()).ifPresent(actions::useAsInput);
  }

  void copyPrompt() {
    details()
        .map(PictureDetails::prompt)
        .filter(prompt -> !prompt.isEmpty())
        .ifPresent(
            prompt -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(prompt);
              Clipboard.getSystemClipboard().setContent(content);
              model.tell(Notice.of("copied"));
            });
  }

  void showInFolder() {
    model.selection().leadProperty().get().map(Picture::file).ifPresent(showInFolder);
  }
}
