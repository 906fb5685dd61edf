// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.packaging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Asks jdeps which of the JDK's modules the jars use, and writes them down for jpackage. */
final class NeededModules {
  private static final Pattern USE = Pattern.compile("-> ((?:java|jdk)\\.[a-z.]+)\\s");

  private NeededModules() {}

  /**
   * @param arguments the folder of the jars, modules that jdeps cannot see, and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Set<String> modules = new TreeSet<>(List.of(arguments[1].split(",")));
    Matcher uses = USE.matcher(jdeps(Path.of(arguments[0])));
    while (uses.find()) {
      modules.add(uses.group(1));
    }
    Files.writeString(Path.of(arguments[2]), "--add-modules " + String.join(",", modules) + "\n");
    System.out.println("modules: " + String.join(" ", modules));
  }

  private static String jdeps(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-summary",
                "--ignore-missing-deps",
                "--multi-release",
                Integer.toString(Runtime.version().feature())));
    try (Stream<Path> files = Files.list(folder)) {
      files.map(Path::toString).filter(f -> f.endsWith(".jar")).sorted().forEach(command::add);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    int code =
        jdeps.run(new PrintWriter(out), new PrintWriter(err), command.toArray(String[]::new));
    if (code != 0) {
      throw new IOException("jdeps failed: " + out + err);
    }
    return out.toString();
  }
}
