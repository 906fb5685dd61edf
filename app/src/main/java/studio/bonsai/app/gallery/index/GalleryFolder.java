// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.store.Database;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.PictureFiles;

/**
 * The pictures of one folder: the files, what the index knows of them, and what the user does with
 * them. Everything here waits for the disk.
 */
public final class GalleryFolder {
  /** How long deleted pictures can be had back. */
  public static final Duration KEPT_IN_BIN = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(GalleryFolder.class);

  private final Path folder;
  private final Clock clock;
  private final PictureIndex index;
  private final Marks marks;
  private final MarksFile marksFile;
  private final Bin bin;
  private final Object lock = new Object();

  public GalleryFolder(Database database, Path folder, Clock clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
    index = new PictureIndex(database.jdbi());
    marks = new Marks(database.jdbi());
    marksFile = new MarksFile(this.folder);
    bin = new Bin(this.folder);
  }

  public Path folder() {
    return folder;
  }

  public PictureIndex index() {
    return index;
  }

  public Marks marks() {
    return marks;
  }

  /** Takes in what an earlier run left: marks beside the pictures, and an old bin. */
  public void open() {
    try {
      Files.createDirectories(folder);
      Optional<MarksFile.Kept> kept = marksFile.read();
      kept.filter(k -> marks.all().isEmpty()).ifPresent(marks::merge);
      bin.expire(Instant.now(clock).minus(KEPT_IN_BIN));
    } catch (IOException e) {
      LOG.warn("the pictures' folder cannot be made ready", e);
    }
  }

  /**
   * Brings the index in line with the files.
   *
   * @param news told of files, once they are in the index
   * @param stopped asked between batches
   */
  public void scan(Consumer<List<Path>> news, BooleanSupplier stopped) {
    try {
      new FolderScan(index, folder, bin, lock).run(news, stopped);
    } catch (IOException e) {
      LOG.warn("the pictures' folder cannot be read", e);
    }
  }

  /** Keeps favourites and albums beside the pictures. */
  public void keepMarks() {
    try {
      marksFile.write(marks.all());
    } catch (IOException | EngineException e) {
      LOG.warn("favourites and albums cannot be kept beside the pictures", e);
    }
  }

  /** Moves pictures to the bin, as many as can be. */
  public Moved delete(Collection<Picture> pictures) {
    Instant now = Instant.now(clock);
    return move(pictures, file -> bin.put(file, now));
  }

  /** Moves pictures from the bin back to where they lay, as many as can be. */
  public Moved restore(Collection<Picture> pictures) {
    return move(pictures, bin::restore);
  }

  /**
   * What came of moving pictures.
   *
   * @param ids of those that were moved
   * @param problem why the first of the others was not, in a sentence; empty when all were
   */
  public record Moved(Set<Long> ids, Optional<String> problem) {}

  private interface Move {
    Path apply(Path file) throws IOException;
  }

  private Moved move(Collection<Picture> pictures, Move move) {
    Map<Long, Path> places = new HashMap<>();
    Optional<String> problem = Optional.empty();
    synchronized (lock) {
      for (Picture picture : pictures) {
        try {
          // What has gone by other hands is left to the next scan.
          if (Files.exists(picture.file())) {
            places.put(picture.id(), move.apply(picture.file()));
          }
        } catch (IOException e) {
          LOG.warn("{} cannot be moved", picture.file(), e);
          problem =
              problem.or(
                  () ->
                      Optional.of(picture.name() + " stays where it is: " + FileFailure.reason(e)));
        }
      }
      index.move(places, bin);
    }
    return new Moved(Set.copyOf(places.keySet()), problem);
  }

  /** Deletes for good what is in the bin. */
  public void emptyBin() {
    synchronized (lock) {
      try {
        bin.empty();
      } catch (IOException e) {
        throw new EngineException("Cannot empty the bin: " + FileFailure.reason(e), e);
      } finally {
        List<Picture> binned = index.find(PictureQuery.in(new PictureQuery.Place.Bin()));
        index.remove(
            binned.stream().filter(p -> Files.notExists(p.file())).map(Picture::id).toList());
      }
    }
  }

  /**
   * Copies picture files from elsewhere into the gallery; folders are searched for them.
   *
   * @return where they lie; a picture that is there already is not copied again
   */
  public Arrivals add(Collection<Path> files) {
    Set<Path> places = new LinkedHashSet<>();
    List<String> refused = new ArrayList<>();
    for (Path file : files) {
      try (Stream<Path> inside = Files.walk(file)) {
        List<Path> pictures = inside.filter(PicturesFolder::isPicture).toList();
        if (pictures.isEmpty()) {
          refused.add(file.getFileName().toString());
        }
        for (Path picture : pictures) {
          places.add(add(picture));
        }
      } catch (IOException | UncheckedIOException | EngineException e) {
        LOG.warn("{} cannot be copied", file, e);
        refused.add(file.getFileName().toString());
      }
    }
    return new Arrivals(List.copyOf(places), refused);
  }

  private Path add(Path file) throws IOException {
    Path source = file.toAbsolutePath().normalize();
    if (source.startsWith(folder)) {
      return source;
    }
    Optional<Picture> same =
        index.ofContent(ContentId.of(source)).filter(p -> Files.exists(p.file()));
    // What is no readable picture is refused here rather than shown as a broken one.
    PictureFiles.Memory unused = PictureFiles.read(source);
    return same.isPresent()
        ? same.get().file()
        : FreeNames.copy(source, folder.resolve(source.getFileName()));
  }

  /**
   * What came of files that were dropped.
   *
   * @param files where they lie in the gallery
   * @param refused names of those that are no PNG, or cannot be copied
   */
  public record Arrivals(List<Path> files, List<String> refused) {}
}
