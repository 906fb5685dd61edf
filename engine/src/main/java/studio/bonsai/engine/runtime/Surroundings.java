// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import studio.bonsai.engine.fetch.Http;
import studio.bonsai.engine.fetch.Proxies;

/**
 * What surrounds the process; tests put a world of their own in its place.
 *
 * @param environment gives an environment variable or null
 * @param property gives a system property or null
 */
public record Surroundings(UnaryOperator<String> environment, UnaryOperator<String> property) {

  /** The environment and the properties of this process. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(System::getenv, System::getProperty);
  }

  /** An environment variable that is set and not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(v -> !v.isBlank());
  }

  /** A system property that is set and not empty. */
  Optional<String> setting(String name) {
    return Optional.ofNullable(property.apply(name)).filter(v -> !v.isBlank());
  }

  /** An environment variable that names a folder. */
  Optional<Path> folder(String name) {
    return variable(name).map(Path::of);
  }

  public OperatingSystem system() {
    return OperatingSystem.named(setting("os.name").orElse(""));
  }

  /** As linux-x86_64. */
  String classifier() {
    return system().classifier(setting("os.arch").orElse(""));
  }

  Path home() {
    return Path.of(setting("user.home").orElse("."));
  }

  /**
   * Where the program keeps models, what it fetched and what the user chose: the folder that the
   * property bonsai.data names, else where the system wants the data of programs.
   */
  public Path dataFolder() {
    return setting("bonsai.data").map(Path::of).orElseGet(this::usualDataFolder);
  }

  private Path usualDataFolder() {
    return switch (system()) {
      case LINUX ->
          // The standard: a relative path is to be ignored.
          folder("XDG_DATA_HOME")
              .filter(Path::isAbsolute)
              .orElse(home().resolve(".local/share"))
              .resolve("bonsai-studio");
      case MACOS -> home().resolve("Library/Application Support/Bonsai Studio");
      case WINDOWS ->
          folder("LOCALAPPDATA").orElse(home().resolve("AppData/Local")).resolve("Bonsai Studio");
    };
  }

  /** Where this user's pictures lie, by the name that they have on this system. */
  public Path picturesFolder() {
    Path usual = home().resolve("Pictures");
    if (system() != OperatingSystem.LINUX) {
      return usual;
    }
    Path configuration =
        folder("XDG_CONFIG_HOME").filter(Path::isAbsolute).orElse(home().resolve(".config"));
    return UserDirs.pictures(configuration.resolve("user-dirs.dirs"), home()).orElse(usual);
  }

  /** What reads from servers, through the proxy that this environment asks for. */
  Http http() {
    return new Http(new Proxies(Optional.empty(), environment), Optional.empty());
  }

  /** Where DJL keeps the libtorch builds that it downloaded itself. */
  Path djlCache() {
    return folder("ENGINE_CACHE_DIR")
        .or(() -> setting("ENGINE_CACHE_DIR").map(Path::of))
        .or(() -> folder("DJL_CACHE_DIR"))
        .or(() -> setting("DJL_CACHE_DIR").map(Path::of))
        .orElse(home().resolve(".djl.ai"))
        .resolve("pytorch");
  }
}
