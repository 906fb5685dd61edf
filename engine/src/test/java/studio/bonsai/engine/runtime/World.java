// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A machine of a test's own: a home folder, an environment, libtorches of empty files. */
public final class World {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();

  /** A Linux machine with nothing on it. */
  public World(Path root) {
    this.root = root;
    properties.put("os.name", "Linux");
    properties.put("os.arch", "amd64");
    properties.put("user.home", root.resolve("home").toString());
  }

  public Surroundings surroundings() {
    return new Surroundings(environment::get, properties::get);
  }

  public World variable(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  public World property(String name, Object value) {
    properties.put(name, value.toString());
    return this;
  }

  public Path home() {
    return root.resolve("home");
  }

  /** A folder of empty libraries, libtorch_cuda among them if wanted. */
  public static Path libraries(Path folder, boolean cuda) throws IOException {
    Files.createDirectories(folder);
    for (String name : new String[] {"libc10.so", "libtorch.so", "libtorch_cpu.so"}) {
      Files.createFile(folder.resolve(name));
    }
    if (cuda) {
      Files.createFile(folder.resolve("libtorch_cuda.so"));
    }
    return folder;
  }

  /** As libtorch's archive unpacks. */
  public Path archive(String name, String version) throws IOException {
    Path folder = root.resolve(name);
    libraries(folder.resolve("lib"), version.contains("+cu"));
    Files.writeString(folder.resolve("build-version"), version + "\n");
    return folder;
  }

  /** A Python environment with torch as pip installs it. */
  public Path python(String name, String version, String cuda) throws IOException {
    Path environment = root.resolve(name);
    Path torch = environment.resolve("lib/python3.11/site-packages/torch");
    libraries(torch.resolve("lib"), !cuda.equals("None"));
    Files.writeString(
        torch.resolve("version.py"),
        "from typing import Optional\n\n__version__ = '"
            + version
            + "'\ncuda: Optional[str] = "
            + cuda
            + "\nhip: Optional[str] = None\n");
    return environment;
  }

  /** As DJL leaves a download in its cache. */
  public Path cached(String name) throws IOException {
    return libraries(home().resolve(".djl.ai/pytorch").resolve(name), name.contains("-cu"));
  }
}
