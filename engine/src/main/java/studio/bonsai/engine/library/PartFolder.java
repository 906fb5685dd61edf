// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.Folders;
import studio.bonsai.engine.Precision;

/**
 * Where a model lies until it is whole: in {@code .part} on the shelf, which lists nothing that
 * begins with a point. A file has its own name once its bytes are checked.
 *
 * @param folder named as the model
 */
record PartFolder(Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PARTS = ".part";
  private static final String ORDER = "download.json";
  private static final int TAG = 12;

  static PartFolder of(Path shelf, String name) {
    return new PartFolder(shelf.resolve(PARTS).resolve(name));
  }

  /** All that were begun, by name. */
  static List<PartFolder> all(Path shelf) {
    Path parts = shelf.resolve(PARTS);
    if (!Files.isDirectory(parts)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parts)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(ORDER)))
          .sorted()
          .map(PartFolder::new)
          .toList();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + parts + ": " + FileFailure.reason(e), e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  Path whole(HubFile file) {
    return folder.resolve(file.path());
  }

  /** Of another version, the part has another name. */
  Path part(HubFile file) {
    String version = file.checksum().hex().substring(0, TAG);
    return folder.resolve(file.path() + "." + version + PARTS);
  }

  /** Bytes of a file that are there, whole or in part. */
  long present(HubFile file) {
    return Math.max(size(whole(file)), size(part(file)));
  }

  long present(List<HubFile> files) {
    return files.stream().mapToLong(file -> Math.min(file.size(), present(file))).sum();
  }

  boolean has(HubFile file) {
    return Files.exists(whole(file)) && size(whole(file)) == file.size();
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** What is to be fetched, for who comes back after a crash. */
  record Order(Precision precision, List<String> paths, long bytes) {}

  void write(Precision precision, HubListing listing) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("hub", listing.hub());
    root.put("revision", listing.revision());
    root.put("precision", precision.name());
    root.put("bytes", listing.bytes());
    ArrayNode files = root.putArray("files");
    listing.files().forEach(file -> files.add(file.path()));
    byte[] bytes = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(ORDER), bytes);
  }

  Optional<Order> order() {
    try {
      JsonNode root = MAPPER.readTree(Files.readString(folder.resolve(ORDER)));
      List<String> paths =
          Stream.iterate(0, i -> i < root.path("files").size(), i -> i + 1)
              .map(i -> root.path("files").get(i).asText())
              .toList();
      return Optional.of(
          new Order(
              Precision.valueOf(root.path("precision").asText()),
              paths,
              root.path("bytes").asLong()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Bytes of all files that are there; a download may give and take some meanwhile. */
  long presentBytes() {
    Sum sum = new Sum();
    try {
      Files.walkFileTree(folder, sum);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
    return sum.bytes;
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += file.getFileName().toString().equals(ORDER) ? 0 : attributes.size();
      return FileVisitResult.CONTINUE;
    }

    /** It has just gone. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  /** Deletes what does not belong to the model: parts of other versions, the order itself. */
  void keepOnly(List<HubFile> files) throws IOException {
    List<Path> wanted = files.stream().map(this::whole).toList();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!wanted.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  void delete() {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new EngineException("Cannot remove " + folder + ": " + FileFailure.reason(e), e);
    }
  }
}
