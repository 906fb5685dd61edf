// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.thumbs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.gallery.index.Picture;

/**
 * Small pictures for the grid: from memory at once, else from disk or from the picture itself,
 * beside everything else. What was asked for last comes first: it is what the user looks at.
 */
public final class Thumbnails implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
  private static final long MOST_IN_MEMORY = 128 << 20;
  private static final long MOST_ON_DISK = 500L << 20;
  private static final int BYTES_A_PIXEL = 4;

  private final ThumbnailFolder folder;
  private final Consumer<Runnable> fxThread;
  private final Cache<String, Image> memory =
      Caffeine.newBuilder().maximumWeight(MOST_IN_MEMORY).weigher(Thumbnails::weight).build();
  private final ThreadPoolExecutor workers;

  /**
   * @param folder where they are kept; made when missing
   * @param fxThread runs something where nodes may change
   */
  public Thumbnails(Path folder, Consumer<Runnable> fxThread) {
    this.folder = new ThumbnailFolder(folder, MOST_ON_DISK);
    this.fxThread = fxThread;
    int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new LastFirst(),
            Thumbnails::thread,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private static int weight(String content, Image image) {
    return (int) (image.getWidth() * image.getHeight() * BYTES_A_PIXEL);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "thumbnails");
    thread.setDaemon(true);
    return thread;
  }

  /** The small picture, if it is in memory. */
  public Optional<Image> ready(Picture picture) {
    return Optional.ofNullable(memory.getIfPresent(picture.content()));
  }

  /**
   * Gets the small picture.
   *
   * @param wanted asked before work begins: whoever has scrolled on needs it no more
   * @param done told on the FX thread; empty when the picture cannot be read
   */
  public void get(Picture picture, BooleanSupplier wanted, Consumer<Optional<Image>> done) {
    workers.execute(
        () -> {
          if (wanted.getAsBoolean()) {
            Optional<Image> image = image(picture);
            fxThread.accept(() -> done.accept(image));
          }
        });
  }

  private Optional<Image> image(Picture picture) {
    try {
      Optional<BufferedImage> kept = folder.get(picture.content());
      BufferedImage small = kept.isPresent() ? kept.get() : make(picture);
      Image image = SwingFXUtils.toFXImage(small, null);
      memory.put(picture.content(), image);
      return Optional.of(image);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn("no small picture of {}", picture.file(), e);
      return Optional.empty();
    }
  }

  private BufferedImage make(Picture picture) throws IOException {
    BufferedImage small = ThumbnailMaker.make(picture.file());
    folder.put(picture.content(), small);
    return small;
  }

  /** Waits for what is under way, so that nothing is written afterwards. */
  @Override
  public void close() {
    workers.getQueue().clear();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.error("small pictures are still being made");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class LastFirst extends LinkedBlockingDeque<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable task) {
      return offerFirst(task);
    }
  }
}
