// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.thumbs;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small pictures kept on disk as JPEG files, named by the content they were made of; when they grow
 * too many, those not looked at for longest go.
 */
final class ThumbnailFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ThumbnailFolder.class);
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  /** A look is noted in the file's time, not oftener than this. */
  private static final Duration NOTED = Duration.ofHours(12);

  private final Path folder;
  private final long limit;
  private long total = -1;

  private record Kept(Path file, long bytes, FileTime used) {}

  /**
   * @param limit in bytes
   */
  ThumbnailFolder(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  Optional<BufferedImage> get(String content) {
    Path file = file(content);
    try {
      if (!KEY.matcher(content).matches() || !Files.exists(file)) {
        return Optional.empty();
      }
      Optional<BufferedImage> image = Optional.ofNullable(ImageIO.read(file.toFile()));
      if (image.isPresent()) {
        noteUse(file);
      } else {
        Files.delete(file);
      }
      return image;
    } catch (IOException | RuntimeException e) {
      LOG.warn("the small picture {} cannot be read", file, e);
      return Optional.empty();
    }
  }

  private static void noteUse(Path file) throws IOException {
    Instant now = Instant.now();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(NOTED))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  /**
   * A disk that does not take it costs time later, nothing else: nothing is forced to the disk
   * either.
   */
  void put(String content, BufferedImage image) {
    if (!KEY.matcher(content).matches()) {
      return;
    }
    Path file = file(content);
    Path part = file.resolveSibling(content + "." + Thread.currentThread().getId() + ".part");
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "jpg", part.toFile());
      long bytes = Files.size(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      grow(bytes);
    } catch (IOException e) {
      LOG.warn("the small picture {} cannot be kept", file, e);
    }
  }

  private Path file(String content) {
    return folder
        .resolve(content.substring(0, Math.min(2, content.length())))
        .resolve(content + ".jpg");
  }

  private synchronized void grow(long bytes) throws IOException {
    if (total < 0) {
      total = list().stream().mapToLong(Kept::bytes).sum();
    } else {
      total += bytes;
    }
    if (total > limit) {
      trim();
    }
  }

  /** Down to nine tenths, so as not to do it for every picture. */
  private void trim() throws IOException {
    List<Kept> oldestFirst = list().stream().sorted(Comparator.comparing(Kept::used)).toList();
    total = oldestFirst.stream().mapToLong(Kept::bytes).sum();
    for (Kept kept : oldestFirst) {
      if (total <= limit / 10 * 9) {
        return;
      }
      Files.deleteIfExists(kept.file());
      total -= kept.bytes();
    }
  }

  private List<Kept> list() throws IOException {
    List<Kept> all = new ArrayList<>();
    Files.walkFileTree(folder, new Lister(all));
    return all;
  }

  private static final class Lister extends SimpleFileVisitor<Path> {
    private final List<Kept> all;

    Lister(List<Kept> all) {
      this.all = all;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      all.add(new Kept(file, attributes.size(), attributes.lastModifiedTime()));
      return FileVisitResult.CONTINUE;
    }

    /** Another thread has just moved or removed it. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
