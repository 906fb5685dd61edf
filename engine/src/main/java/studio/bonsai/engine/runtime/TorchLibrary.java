// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * A libtorch on this machine that fits the program's glue.
 *
 * @param folder where its libraries lie
 * @param version as PyTorch writes it, 2.7.1+cu128
 * @param cuda whether it computes on NVIDIA GPUs
 */
public record TorchLibrary(Path folder, String version, boolean cuda) {
  /** The one version that the glue was built against. */
  public static final String VERSION = "2.7.1";

  /** The glue for CUDA; it serves every CUDA 12 build, whose interface is the same. */
  private static final String CUDA_GLUE = "cu128";

  private static final Pattern BUILD = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+(\\w+))?.*");
  private static final Pattern PYTHON_VERSION =
      Pattern.compile(
          "^__version__\\s*(?::\\s*str\\s*)?=\\s*['\"]([^'\"]+)['\"]", Pattern.MULTILINE);
  private static final Pattern PYTHON_CUDA =
      Pattern.compile("^cuda\\s*(?::[^=]*)?=\\s*['\"]([\\d.]+)['\"]", Pattern.MULTILINE);
  private static final Pattern CACHE_NAME =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:-\\d+)?-(cpu|cu\\d+)-[a-z]+-\\w+");

  /**
   * Looks at a folder: libtorch's own or its lib, a Python environment, its site-packages, or its
   * torch package. Nothing is run and no library is opened.
   *
   * @throws EngineException when no libtorch is there, or none that can be used
   */
  public static TorchLibrary read(Path given, OperatingSystem system) {
    Path folder =
        candidates(given).stream()
            .filter(f -> Files.isRegularFile(f.resolve(system.library("torch"))))
            .findFirst()
            .orElseThrow(() -> new EngineException(noLibtorch(given, system)));
    String version =
        version(folder)
            .orElseThrow(
                () ->
                    new EngineException(
                        folder
                            + " does not say which version of libtorch it holds (there is no"
                            + " build-version or version.py); take the folder as it was unpacked."));
    return checked(folder, version, system);
  }

  private static String noLibtorch(Path given, OperatingSystem system) {
    return Files.exists(given)
        ? "There is no libtorch in "
            + given
            + ": no "
            + system.library("torch")
            + " in it. Give a libtorch folder or a Python environment with torch "
            + VERSION
            + "."
        : "There is no folder " + given + ".";
  }

  private static TorchLibrary checked(Path folder, String version, OperatingSystem system) {
    Matcher build = BUILD.matcher(version);
    if (!build.matches() || !build.group(1).equals(VERSION)) {
      throw new EngineException(
          folder + " holds torch " + version + "; only version " + VERSION + " can be used.");
    }
    String flavour = Optional.ofNullable(build.group(2)).orElse("");
    if (flavour.startsWith("rocm") || flavour.startsWith("xpu") || isOldCuda(flavour)) {
      throw new EngineException(
          folder + " holds torch " + version + "; builds for the CPU or CUDA 12 can be used.");
    }
    boolean cuda = Files.isRegularFile(folder.resolve(system.library("torch_cuda")));
    if (flavour.startsWith("cu") && !cuda) {
      throw new EngineException(
          folder
              + " holds torch "
              + version
              + " but no "
              + system.library("torch_cuda")
              + "; install it again.");
    }
    return new TorchLibrary(folder.toAbsolutePath().normalize(), version, cuda);
  }

  private static boolean isOldCuda(String flavour) {
    return flavour.startsWith("cu") && !flavour.startsWith("cu12");
  }

  /** What DJL calls the glue that this library needs. */
  String flavour() {
    return cuda ? CUDA_GLUE : "cpu";
  }

  private static List<Path> candidates(Path given) {
    List<Path> candidates =
        new ArrayList<>(List.of(given, given.resolve("lib"), given.resolve("torch/lib")));
    sitePackages(given).forEach(s -> candidates.add(s.resolve("torch/lib")));
    return candidates;
  }

  /** The site-packages of a Python environment, whatever its version of Python. */
  static List<Path> sitePackages(Path environment) {
    List<Path> found = new ArrayList<>();
    found.add(environment.resolve("Lib").resolve("site-packages"));
    Path lib = environment.resolve("lib");
    if (Files.isDirectory(lib)) {
      try (Stream<Path> entries = Files.list(lib)) {
        entries
            .filter(e -> e.getFileName().toString().startsWith("python3"))
            .sorted()
            .forEach(e -> found.add(e.resolve("site-packages")));
      } catch (IOException e) {
        return found; // A folder that cannot be listed holds nothing for this user.
      }
    }
    return found;
  }

  private static Optional<String> version(Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    return text(folder.resolve("build-version"))
        .or(() -> text(parent.resolve("build-version")))
        .map(String::strip)
        .or(() -> text(parent.resolve("version.py")).flatMap(TorchLibrary::pythonVersion))
        .or(() -> cacheVersion(folder.toAbsolutePath().normalize().getFileName().toString()));
  }

  private static Optional<String> pythonVersion(String source) {
    Matcher version = PYTHON_VERSION.matcher(source);
    if (!version.find()) {
      return Optional.empty();
    }
    String written = version.group(1);
    Matcher cuda = PYTHON_CUDA.matcher(source);
    // Builds by others than PyTorch leave the flavour out of the version.
    return Optional.of(
        written.contains("+") || !cuda.find()
            ? written
            : written + "+cu" + cuda.group(1).replace(".", ""));
  }

  private static Optional<String> cacheVersion(String name) {
    Matcher matcher = CACHE_NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(matcher.group(1) + "+" + matcher.group(2))
        : Optional.empty();
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }
}
