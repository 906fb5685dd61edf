// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

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
  private final GenerateView view;

  public GenerateSection(Settings settings, JobQueue queue, ModelShelf shelf, DrawingJobs drawing) {
    view = new GenerateView(new GenerateViewModel(settings, queue, shelf, drawing), texts);
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
    return view;
  }
}
