// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class PictureFolderTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void picturesAreNumbered() throws IOException {
    PictureFolder pictures = new PictureFolder(folder);
    pictures.add("7", BYTES);
    pictures.add("-8", BYTES);
    assertEquals(List.of("00001-7.png", "00002--8.png"), names());
  }

  @Test
  void numbersGoOnAfterTheHighest() throws IOException {
    Files.createFile(folder.resolve("00041-1.png"));
    Files.createFile(folder.resolve("grid.png"));
    Path added = new PictureFolder(folder).add("7", BYTES);
    assertEquals("00042-7.png", added.getFileName().toString());
    assertArrayEquals(BYTES, Files.readAllBytes(added));
  }

  @Test
  void aNumberThatAnotherProgramHasClaimedIsPassedOver() throws IOException {
    Files.createFile(folder.resolve(".00001.part"));
    assertEquals("00002-7.png", new PictureFolder(folder).add("7", BYTES).getFileName().toString());
  }

  @Test
  void runsInTheSameFolderNeverShareANumber() throws Exception {
    int runs = 4;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(runs);
    try {
      Callable<Void> run =
          () -> {
            PictureFolder pictures = new PictureFolder(folder);
            for (int i = 0; i < each; i++) {
              pictures.add("7", BYTES);
            }
            return null;
          };
      for (Future<Void> done :
          pool.invokeAll(IntStream.range(0, runs).mapToObj(i -> run).toList())) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    Set<String> numbers = names().stream().map(n -> n.substring(0, 5)).collect(Collectors.toSet());
    assertEquals(runs * each, numbers.size());
    assertEquals(runs * each, names().size());
  }

  @Test
  void aFolderIsMadeWhenMissing() {
    Path deep = folder.resolve("a/b c");
    assertTrue(Files.exists(new PictureFolder(deep).add("1", BYTES)));
  }

  @Test
  void aFileInTheFoldersPlaceIsSaidSo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Exception e = assertThrows(EngineException.class, () -> new PictureFolder(file));
    assertEquals(file + " is a file, not a folder; name another folder.", e.getMessage());
  }

  @Test
  void aFileOfTheUsersChoiceIsWritten() throws IOException {
    Path file = folder.resolve("sub/apple.png");
    PictureFolder.write(file, BYTES);
    assertArrayEquals(BYTES, Files.readAllBytes(file));
    assertEquals(List.of("sub"), names());
  }

  @Test
  void anExistingFileIsNeverOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("apple.png"), "mine");
    Exception e = assertThrows(EngineException.class, () -> PictureFolder.write(file, BYTES));
    assertEquals(file + " exists already; name another file.", e.getMessage());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "others have no folder that refuses the superuser")
  void aFolderThatTakesNoFilesIsRefusedWhoeverAsks() {
    Path readOnly = Path.of("/proc/self");
    Exception e =
        assertThrows(EngineException.class, () -> new PictureFolder(readOnly).checkWritable());
    assertEquals("/proc/self cannot be written to; name another folder.", e.getMessage());
  }

  @Test
  void errorsOfTheDiskSayWhatToDo() {
    List<String> said = new ArrayList<>();
    for (IOException e :
        List.of(
            new AccessDeniedException("f"),
            new IOException("No space left on device"),
            new FileSystemException("f", null, "Read-only file system"))) {
      said.add(PictureFolder.complaint(Path.of("f"), e).getMessage());
    }
    assertEquals(
        List.of(
            "No permission to write into f; name another folder.",
            "The disk of f is full; make room or name another folder.",
            "f cannot be written to; name another folder."),
        said);
  }
}
