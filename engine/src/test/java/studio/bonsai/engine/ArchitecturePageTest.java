// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The site's architecture page draws the packages as they are. */
class ArchitecturePageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("bonsai.assets"), "../src/site/markdown/architecture.md");
  private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (\\w+)$");
  private static final String ROOT = "studio.bonsai.engine";
  private static final String FACE = "engine";

  private static Set<String> drawn() throws IOException {
    return ARROW
        .matcher(Files.readString(PAGE))
        .results()
        .filter(arrow -> !arrow.group(1).equals("app"))
        .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static final Set<String> REAL = real();

  private static Set<String> real() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT).stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(ArchitecturePageTest::isDrawn)
            .map(d -> folder(d.getOriginClass()) + " --> " + folder(d.getTargetClass()))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All packages use the face's records; only the command line drives the engine itself. */
  private static boolean isDrawn(Dependency dependency) {
    String from = folder(dependency.getOriginClass());
    String to = folder(dependency.getTargetClass());
    boolean inside = dependency.getTargetClass().getPackageName().startsWith(ROOT);
    return inside && !from.equals(to) && (!to.equals(FACE) || from.equals("cli"));
  }

  private static String folder(JavaClass type) {
    List<String> names = List.of(type.getPackageName().split("\\.", -1));
    return names.size() > 3 ? names.get(3) : FACE;
  }

  @Test
  void noUseIsLeftOut() throws IOException {
    Set<String> missing = new TreeSet<>(REAL);
    missing.removeAll(drawn());
    assertEquals(Set.of(), missing, "to be drawn into " + PAGE);
  }

  @Test
  void noArrowIsUntrue() throws IOException {
    Set<String> untrue = drawn();
    untrue.removeAll(REAL);
    assertEquals(Set.of(), untrue, "to be taken out of " + PAGE);
  }
}
