// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.PictureActions;
import studio.bonsai.app.Section;
import studio.bonsai.app.help.Shortcut;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;

/** Where pictures are made. */
public final class GenerateSection implements Section, PictureActions {
  /**
   * Where the user is led from here.
   *
   * @param openModels brings the shelf of models into view
   * @param openCatalogue brings what can be fetched into view
   * @param openPicture shows a picture of a grid by itself
   */
  public record Neighbours(
      Runnable openModels, Runnable openCatalogue, Consumer<Path> openPicture) {}

  private final Texts texts = Texts.of(GenerateSection.class);
  private final Supplier<GenerateViewModel> opener;
  private final StringProperty chosen;
  private final Neighbours neighbours;
  private final Supplier<Node> stage;
  private final Supplier<Node> waiting;
  private Optional<GenerateViewModel> model = Optional.empty();
  private GenerateView view;

  /**
   * @param opener builds what is asked for, on the FX thread
   * @param chosen the id of the section in view; may be set
   * @param stage builds the place where pictures appear
   * @param waiting builds what shows the queue
   */
  public GenerateSection(
      Supplier<GenerateViewModel> opener,
      StringProperty chosen,
      Neighbours neighbours,
      Supplier<Node> stage,
      Supplier<Node> waiting) {
    this.opener = opener;
    this.chosen = chosen;
    this.neighbours = neighbours;
    this.stage = stage;
    this.waiting = waiting;
  }

  /** Not before the FX thread asks: what it shows changes there. */
  private GenerateViewModel model() {
    if (model.isEmpty()) {
      model = Optional.of(opener.get());
    }
    return model.get();
  }

  @Override
  public String id() {
    return "generate";
  }

  @Override
  public String title() {
    return texts.get("title");
  }

  @Override
  public Ikon icon() {
    return MaterialDesignC.CREATION;
  }

  @Override
  public Node content() {
    if (view == null) {
      view = new GenerateView(model(), texts, neighbours, stage.get(), waiting.get());
    }
    return view;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+Enter", texts.get("key.draw")),
        new Shortcut("Ctrl+↑ / Ctrl+↓", texts.get("key.weight")),
        new Shortcut("Alt+↑ / Alt+↓", texts.get("key.history")));
  }

  /** Takes a model to draw with, and comes into view. */
  public void use(InstalledModel installed) {
    model().model().choose(installed);
    chosen.set(id());
  }

  @Override
  public void useSettings(GenerationRequest request, Optional<String> wanted) {
    model().useSettings(request, wanted);
    chosen.set(id());
  }

  @Override
  public void useSeed(long seed) {
    model().drawing().useSeed(seed);
    chosen.set(id());
  }

  @Override
  public void useAsInput(Path picture) {
    model().start().choose(picture);
    chosen.set(id());
  }
}
