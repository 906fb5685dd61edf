// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.Section;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.ModelShelf;

/** Where pictures are made. */
public final class GenerateSection implements Section {
  private final Texts texts = Texts.of(GenerateSection.class);
  private final GenerateViewModel model;
  private final Supplier<Node> stage;
  private final Supplier<Node> waiting;
  private GenerateView view;

  /**
   * @param stage builds the place where pictures appear
   * @param waiting builds what shows the queue
   */
  public GenerateSection(
      Settings settings,
      JobQueue queue,
      ModelShelf shelf,
      Supplier<Node> stage,
      Supplier<Node> waiting) {
    model = new GenerateViewModel(settings, queue, shelf);
    this.stage = stage;
    this.waiting = waiting;
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
      view = new GenerateView(model, texts, stage.get(), waiting.get());
    }
    return view;
  }
}
