// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.mask;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;

/** Lets the user paint where a picture is made anew. */
public final class MaskDialog extends Dialog<InpaintMask> {
  /** Enough to hide the seam, little enough to keep what is beside it. */
  public static final int DEFAULT_FEATHER = 8;

  private static final Logger LOG = LoggerFactory.getLogger(MaskDialog.class);
  private static final double SHARE_OF_OWNER = 0.94;

  private final Texts texts = Texts.of(MaskDialog.class);
  private final StackPane content = new StackPane();
  private final Label problem = new Label();
  private final ButtonType use = new ButtonType(texts.get("use"), ButtonData.OK_DONE);
  private final ExecutorService files = Background.oneAfterAnother("mask");
  private final Path masks;
  private final Consumer<InpaintMask> used;
  private Optional<MaskPainter> painter = Optional.empty();

  /**
   * @param owner the window that it opens over
   * @param picture that is painted over
   * @param mask to go on with
   * @param drawn the size that will be drawn, when it is known
   * @param masks the folder that the mask is written into
   * @param used gets the mask, on the FX thread, unless the user cancels
   */
  public MaskDialog(
      Window owner,
      Path picture,
      Optional<InpaintMask> mask,
      Optional<ImageSize> drawn,
      Path masks,
      Consumer<InpaintMask> used) {
    this.masks = masks;
    this.used = used;
    initOwner(owner);
    setTitle(texts.get("title"));
    setResizable(true);
    getDialogPane().getButtonTypes().addAll(use, ButtonType.CANCEL);
    getDialogPane().getStylesheets().add(MaskDialog.class.getResource("mask.css").toExternalForm());
    getDialogPane().getStyleClass().add("mask-dialog");
    getDialogPane().setPrefSize(owner.getWidth() * SHARE_OF_OWNER, owner.getHeight() * 0.9);
    problem.setId("mask-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("mask-problem");
    content.setId("mask");
    content.getChildren().setAll(new ProgressIndicator());
    getDialogPane().setContent(content);
    button(use).setId("mask-use");
    button(ButtonType.CANCEL).setId("mask-cancel");
    ((Button) button(ButtonType.CANCEL)).setText(texts.get("cancel"));
    button(use).setDisable(true);
    setResultConverter(type -> null);
    setOnHidden(event -> close(files));
    int feather = mask.map(InpaintMask::feather).orElse(DEFAULT_FEATHER);
    inBackground(
        () -> MaskSource.read(picture, mask.map(m -> m.image().file())),
        source -> open(source, drawn, feather));
  }

  private Node button(ButtonType type) {
    return getDialogPane().lookupButton(type);
  }

  private void open(MaskSource source, Optional<ImageSize> drawn, int feather) {
    MaskViewModel model =
        new MaskViewModel(source.width(), source.height(), source.mask(), drawn, feather);
    MaskPainter canvas = new MaskPainter(model, source.shown(), texts);
    painter = Optional.of(canvas);
    Label hint = new Label(texts.get("hint"));
    hint.getStyleClass().add("mask-hint");
    BorderPane pane = new BorderPane(canvas);
    pane.setTop(new MaskTools(model, texts));
    pane.setBottom(hint);
    content.getChildren().setAll(pane);
    button(use).disableProperty().bind(model.blankProperty());
    button(use).addEventFilter(ActionEvent.ACTION, event -> use(event, model, pane));
    canvas.requestFocus();
  }

  /** The window closes when the mask lies on disk. */
  private void use(ActionEvent event, MaskViewModel model, BorderPane pane) {
    event.consume();
    pane.setDisable(true);
    button(use).disableProperty().unbind();
    button(use).setDisable(true);
    inBackground(
        model.writer(masks),
        mask -> {
          used.accept(mask);
          setResult(mask);
          close();
        });
  }

  private <T> void inBackground(Supplier<T> work, Consumer<T> then) {
    files.execute(
        () -> {
          try {
            T result = work.get();
            FxBridge.run(() -> then.accept(result));
          } catch (EngineException | IllegalArgumentException e) {
            LOG.info("a mask", e);
            FxBridge.run(() -> fail(ForeseenFailure.sentence(e)));
          } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("a mask", e);
            FxBridge.run(() -> fail(UnexpectedFailure.sentence(e)));
          }
        });
  }

  private void fail(String sentence) {
    problem.setText(sentence);
    content.getChildren().setAll(problem);
  }

  private void close(ExecutorService executor) {
    painter.ifPresent(MaskPainter::close);
    executor.shutdown();
  }
}
