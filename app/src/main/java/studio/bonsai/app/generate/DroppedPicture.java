// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import studio.bonsai.app.generate.ask.SamplerNames;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.PictureFiles;

/** Asks what to do with a picture that remembers how it was made. */
final class DroppedPicture extends Dialog<Void> {
  private static final double SIDE = 160;
  private static final int LONGEST = 280;

  private final Texts texts;

  DroppedPicture(
      Window owner, Path file, PictureFiles.Memory memory, GenerateViewModel model, Texts texts) {
    this.texts = texts;
    initOwner(owner);
    setTitle(texts.get("dropped"));
    ButtonType settings = new ButtonType(texts.get("dropped.settings"), ButtonData.OK_DONE);
    ButtonType input = new ButtonType(texts.get("dropped.input"), ButtonData.OTHER);
    ButtonType cancel = new ButtonType(texts.get("dropped.cancel"), ButtonData.CANCEL_CLOSE);
    getDialogPane().getButtonTypes().addAll(settings, input, cancel);
    getDialogPane().lookupButton(settings).setId("dropped-settings");
    ((Button) getDialogPane().lookupButton(settings)).setDefaultButton(true);
    getDialogPane().lookupButton(input).setId("dropped-input");
    getDialogPane().lookupButton(cancel).setId("dropped-cancel");
    getDialogPane()
        .getStylesheets()
        .add(GenerateView.class.getResource("generate.css").toExternalForm());
    getDialogPane().getStyleClass().add("dropped-dialog");
    GenerationRequest request = memory.request().orElseThrow();
    HBox content = new HBox(16, picture(file), words(file, memory, request));
    content.setId("dropped");
    getDialogPane().setContent(content);
    setResultConverter(
        button -> {
          if (button == settings) {
            model.useSettings(request, memory.model());
          } else if (button == input) {
            model.start().choose(file);
          }
          return null;
        });
  }

  private static Node picture(Path file) {
    Image image = new Image(file.toUri().toString(), SIDE, SIDE, true, true, true);
    StackPane frame = new StackPane(new ImageView(image));
    frame.setMinSize(SIDE, SIDE);
    frame.setMaxSize(SIDE, SIDE);
    frame.getStyleClass().add("start-frame");
    return frame;
  }

  private Node words(Path file, PictureFiles.Memory memory, GenerationRequest request) {
    Label name = new Label(String.valueOf(file.getFileName()));
    name.getStyleClass().add(Styles.TEXT_BOLD);
    Label prompt = wrapped(shortened(request.prompt()));
    prompt.setId("dropped-prompt");
    Label facts = wrapped(String.join("  ·  ", facts(memory.model(), request)));
    facts.getStyleClass().add("ask-muted");
    VBox words = new VBox(8, name, prompt, facts);
    if (!request.negativePrompt().isBlank()) {
      Label negative = wrapped(texts.get("dropped.not", shortened(request.negativePrompt())));
      negative.getStyleClass().add("ask-muted");
      words.getChildren().add(2, negative);
    }
    return words;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setPrefWidth(320);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private List<String> facts(Optional<String> model, GenerationRequest request) {
    List<String> facts = new ArrayList<>();
    model.ifPresent(facts::add);
    request.sampler().map(SamplerNames::of).ifPresent(facts::add);
    request.steps().ifPresent(n -> facts.add(texts.get("dropped.steps", n)));
    request.guidanceScale().ifPresent(g -> facts.add(texts.get("dropped.guidance", g)));
    request.size().ifPresent(size -> facts.add(size.width() + " × " + size.height()));
    request.seed().ifPresent(seed -> facts.add(texts.get("dropped.seed", Long.toString(seed))));
    return facts;
  }
}
