// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes out of jars what the bundle does not need in them: native libraries, which lie beside the
 * jars or belong to other systems, and module descriptors, which the class path does not look at.
 */
final class SlimJars {
  private static final String NATIVE = ".*\\.(so|dylib|jnilib|dll|a)(\\.\\d+)*";

  /** The glue of libtorch for CUDA, which DJL takes out of its jar when it is wanted. */
  private final String glue;

  private SlimJars(String classifier) {
    glue = "jnilib/" + classifier + "/cu";
  }

  /**
   * @param arguments the folder of the jars, and the system as DJL calls it
   */
  public static void main(String[] arguments) throws IOException {
    SlimJars slim = new SlimJars(arguments[1]);
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
    }
    for (Path jar : jars) {
      slim.slim(jar);
    }
  }

  private boolean isNeeded(String name) {
    boolean isLibrary = name.matches(NATIVE) && !name.startsWith(glue);
    return !isLibrary && !name.endsWith("module-info.class");
  }

  private void slim(Path jar) throws IOException {
    Path beside = jar.resolveSibling(jar.getFileName() + ".slim");
    try (ZipFile in = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(beside);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : in.stream().filter(e -> isNeeded(e.getName())).toList()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        try (InputStream bytes = in.getInputStream(entry)) {
          bytes.transferTo(out);
        }
        out.closeEntry();
      }
    }
    Files.move(beside, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
