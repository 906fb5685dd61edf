// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import studio.bonsai.app.PictureActions;
import studio.bonsai.app.Section;
import studio.bonsai.app.gallery.index.FolderKeeper;
import studio.bonsai.app.gallery.index.GalleryFolder;
import studio.bonsai.app.gallery.thumbs.Thumbnails;
import studio.bonsai.app.help.Shortcut;
import studio.bonsai.app.jobs.Background;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.store.Database;
import studio.bonsai.app.store.Settings;
import studio.bonsai.app.text.Texts;

/** Where all pictures are looked at, found again and kept in order. */
public final class GallerySection implements Section, AutoCloseable {
  private final Texts texts = Texts.of(GallerySection.class);
  private final Database database;
  private final Settings settings;
  private final Supplier<Path> pictures;
  private final GalleryView.Surroundings surroundings;
  private final Thumbnails thumbnails;

  private final ExecutorService background = Background.oneAfterAnother("gallery");

  private final GalleryViewModel model;
  private FolderKeeper keeper;
  private GalleryView view;

  /**
   * @param pictures tells the pictures' folder; it may become another one
   * @param thumbnails where small pictures are kept
   * @param actions what a picture is good for elsewhere
   * @param showInFolder shows a file on the desktop
   */
  public GallerySection(
      Database database,
      Settings settings,
      Supplier<Path> pictures,
      Path thumbnails,
      PictureActions actions,
      Consumer<Path> showInFolder) {
    this.database = database;
    this.settings = settings;
    this.pictures = pictures;
    StringProperty section = settings.text("section", "generate");
    surroundings =
        new GalleryView.Surroundings(actions, () -> section.set("generate"), showInFolder);
    this.thumbnails = new Thumbnails(thumbnails, FxBridge::run);
    GalleryFolder folder = folder();
    model =
        new GalleryViewModel(
            folder, background, FxBridge::run, Clock.system(ZoneId.systemDefault()));
    keeper = keeper(folder);
  }

  private GalleryFolder folder() {
    return new GalleryFolder(database, pictures.get(), Clock.systemUTC());
  }

  private FolderKeeper keeper(GalleryFolder folder) {
    Consumer<List<Path>> news = FxBridge.latest(files -> model.refresh());
    return new FolderKeeper(folder, news);
  }

  /** Begins to follow the pictures' folder, in the background. */
  public void start() {
    keeper.start();
  }

  @Override
  public String id() {
    return "gallery";
  }

  @Override
  public String title() {
    return texts.get("title");
  }

  @Override
  public Ikon icon() {
    return MaterialDesignI.IMAGE_MULTIPLE_OUTLINE;
  }

  @Override
  public Node content() {
    if (view == null) {
      view = new GalleryView(model, thumbnails, settings, surroundings, texts);
      view.sceneProperty()
          .flatMap(scene -> scene.windowProperty())
          .flatMap(window -> window.focusedProperty())
          .addListener(
              (p, before, now) -> {
                if (Boolean.TRUE.equals(now)) {
                  keeper.look();
                }
              });
      model.refresh();
    }
    return view;
  }

  /** The folder may have changed, or be another one by now. */
  @Override
  public void shown() {
    Path wanted = pictures.get().toAbsolutePath().normalize();
    if (wanted.equals(model.gallery().folder())) {
      keeper.look();
    } else {
      background.execute(keeper::close);
      GalleryFolder folder = folder();
      keeper = keeper(folder);
      keeper.start();
      model.open(folder);
    }
    view.focusGrid();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        shortcut("Ctrl+F", "search"),
        shortcut("Enter", "open"),
        shortcut("F", "favourite"),
        shortcut("Del", "delete"),
        shortcut("Ctrl+Z", "undo"),
        shortcut("Ctrl+A", "all"),
        shortcut("Ctrl+C", "copy"),
        shortcut("I", "details"),
        shortcut("+ / - / 0 / 1", "zoom"),
        shortcut("Esc", "back"));
  }

  private Shortcut shortcut(String keys, String key) {
    return new Shortcut(keys, texts.get("key." + key));
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    keeper.close();
    thumbnails.close();
    Background.finish(background, "the gallery's work");
  }
}
