// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a tree of its own, with a build that only notes that it was asked. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  /** Keeps a count of builds; fails when told so; offline it works from the second time on. */
  private static final String BUILD =
      """
      #!/bin/sh
      echo "$*" >>builds
      [ ! -f broken ] || { echo "a broken build"; exit 1; }
      case "$*" in *" -o "*) [ -f online ] || exit 1 ;; esac
      touch online
      printf '%s' "$TEST_CLASS_PATH" >app/target/launcher.classpath
      """;

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void makeTree() throws IOException {
    root = Files.createDirectories(folder.resolve("a tree with spaces"));
    for (String sources : List.of("engine/src/main", "app/src/main")) {
      Files.createDirectories(root.resolve(sources));
    }
    for (String pom : List.of("pom.xml", "engine/pom.xml", "app/pom.xml")) {
      Files.createFile(root.resolve(pom));
    }
    Files.copy(Path.of(System.getProperty("bonsai.assets"), "../bonsai"), root.resolve("bonsai"));
    Files.writeString(root.resolve("mvnw"), BUILD);
    for (String script : List.of("bonsai", "mvnw")) {
      Files.setPosixFilePermissions(
          root.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private record Run(int exitCode, String out, String err) {}

  private Run run(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TEST_CLASS_PATH", enginesClassPath());
    builder.environment().putAll(environment);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int exitCode = process.waitFor();
    return new Run(exitCode, Files.readString(out), Files.readString(err));
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return run(root.resolve("bonsai"), Map.of(), arguments);
  }

  /** The launcher looks whether the first entry is there: a file, as the engine's jar is. */
  private static String enginesClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .sorted((a, b) -> Boolean.compare(b.endsWith(".jar"), a.endsWith(".jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(root.resolve("builds"));
  }

  @Test
  void theFirstUseBuildsAndRuns() throws Exception {
    Run first = run("--version");
    assertEquals("Building Bonsai (first use, about a minute)...\n", first.err());
    assertTrue(first.out().startsWith("bonsai "), first::out);
    assertEquals(0, first.exitCode());
    assertEquals(2, builds().size(), "offline in vain, then online");
  }

  @Test
  void theSecondUseOnlyRuns() throws Exception {
    run("--version");
    Run second = run("--version");
    assertEquals("", second.err());
    assertEquals(2, builds().size());
  }

  @Test
  void newerSourcesAreBuiltOffline() throws Exception {
    run("--version");
    Path stamp = root.resolve("app/target/launcher.stamp");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minusSeconds(60)));
    Run second = run("--version");
    assertEquals("Building Bonsai (its sources have changed)...\n", second.err());
    assertTrue(builds().get(2).contains(" -o "));
    assertEquals(3, builds().size());
  }

  @Test
  void sourcesFromTheFutureAreNotBuiltForever() throws Exception {
    Path source = Files.createFile(root.resolve("engine/src/main/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(86_400)));
    assertEquals(0, run("--version").exitCode());
    assertEquals(2, builds().size(), "offline in vain, then online");
  }

  @Test
  void aBrokenBuildIsShownAndTriedAgain() throws Exception {
    Files.createFile(root.resolve("broken"));
    Run broken = run("--version");
    assertEquals(1, broken.exitCode());
    assertTrue(broken.err().contains("a broken build\nbonsai: the build failed"), broken::err);
    Files.delete(root.resolve("broken"));
    assertEquals(0, run("--version").exitCode());
  }

  @Test
  void exitCodesAndArgumentsPassThrough() throws Exception {
    Run misused = run("no such command");
    assertEquals(2, misused.exitCode());
    assertTrue(misused.err().contains("'no such command'"), misused::err);
  }

  @Test
  void aLinkToTheLauncherWorks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("bonsai"));
    assertEquals(0, run(link, Map.of(), "--version").exitCode());
  }

  @Test
  void namesBeyondAsciiSurviveAPlainLocale() throws Exception {
    // Written by a shell: this very test may run in a plain locale, too.
    Path script = folder.resolve("script");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '"
            + root.resolve("bonsai")
            + "' info \"$(printf '\\303\\251t\\303\\251.png')\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Run run = run(script, Map.of("LC_ALL", "C"));
    assertTrue(run.err().endsWith("bonsai: There is no picture été.png.\n"), run::err);
  }

  @Test
  void aMissingJavaIsSaidSo() throws Exception {
    Run run = run(root.resolve("bonsai"), Map.of("JAVA_HOME", "/nowhere"), "--version");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("JAVA_HOME is /nowhere"), run::err);
  }

  @Test
  void aLockOfADeadBuildIsTakenAway() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path target = Files.createDirectories(root.resolve("app/target"));
    Files.writeString(target.resolve("launcher.lock"), Long.toString(dead.pid()));
    assertEquals(0, run("--version").exitCode());
  }
}
