// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings the index in line with the files. Only what is new or has changed is read; a file that
 * turns up elsewhere stays the same picture.
 */
final class FolderScan {
  private static final int BATCH = 200;

  private final PictureIndex index;
  private final Bin bin;
  private final Object lock;
  private final Map<Path, FileStamp> found;
  private final Map<Path, Known> known;

  /** Pictures whose files have gone, by their content. */
  private final Map<String, Path> gone = new HashMap<>();

  /**
   * @param lock held by whoever moves files, so that none is taken for gone on its way
   */
  FolderScan(PictureIndex index, Path folder, Bin bin, Object lock) throws IOException {
    this.index = index;
    this.bin = bin;
    this.lock = lock;
    synchronized (lock) {
      found = PicturesFolder.list(folder);
      known = index.known();
    }
    known.forEach(
        (file, picture) -> {
          if (!found.containsKey(file)) {
            gone.put(picture.content(), file);
          }
        });
  }

  /**
   * @param news told of files, once they are in the index
   * @param stopped asked between batches
   */
  void run(Consumer<List<Path>> news, BooleanSupplier stopped) {
    List<Path> unread = unread();
    for (int from = 0; from < unread.size(); from += BATCH) {
      if (stopped.getAsBoolean()) {
        return;
      }
      news.accept(take(unread.subList(from, Math.min(unread.size(), from + BATCH))));
    }
    if (forget()) {
      news.accept(List.of());
    }
  }

  /** What is new or has changed, the newest first. */
  private List<Path> unread() {
    Comparator<Path> byAge = Comparator.comparingLong(file -> found.get(file).modified());
    return found.keySet().stream()
        .filter(f -> !known.containsKey(f) || !known.get(f).stamp().equals(found.get(f)))
        .sorted(byAge.reversed())
        .toList();
  }

  private List<Path> take(List<Path> files) {
    List<PictureFacts> facts = new ArrayList<>();
    files.forEach(file -> facts.add(PictureFacts.read(file, found.get(file))));
    synchronized (lock) {
      facts.removeIf(fact -> !Files.exists(fact.file()));
      index.put(facts, moved(facts), bin);
    }
    return facts.stream().map(PictureFacts::file).toList();
  }

  private Map<Path, Long> moved(List<PictureFacts> facts) {
    Map<Path, Long> moved = new HashMap<>();
    for (PictureFacts fact : facts) {
      Path before = known.containsKey(fact.file()) ? null : gone.remove(fact.content());
      if (before != null) {
        moved.put(fact.file(), known.remove(before).id());
      }
    }
    return moved;
  }

  /** Whether anything was there to forget. */
  private boolean forget() {
    synchronized (lock) {
      List<Long> lost =
          known.entrySet().stream()
              .filter(e -> !found.containsKey(e.getKey()) && Files.notExists(e.getKey()))
              .map(e -> e.getValue().id())
              .toList();
      index.remove(lost);
      return !lost.isEmpty();
    }
  }
}
