// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The machine's memory, as far as this process may have it. */
public final class MainMemory {
  private static final long KIBI = 1024;

  private MainMemory() {}

  /** Bytes that can still be had; empty where the system does not tell. */
  public static OptionalLong free() {
    return switch (Surroundings.ofThisProcess().system()) {
      case LINUX -> linux(Path.of("/"));
      case WINDOWS -> management(false);
      // macOS counts as free only what nothing ever used; half of all memory is a fair guess.
      case MACOS -> management(true);
    };
  }

  /**
   * Bytes that could be had, were all let go that this process holds; empty where the system does
   * not tell what that is.
   */
  public static OptionalLong attainable() {
    return attainable(Path.of("/"));
  }

  /** Pages of files count as free already. */
  static OptionalLong attainable(Path root) {
    OptionalLong free = linux(root);
    OptionalLong own = kibibytes(root.resolve("proc/self/status"), "RssAnon:");
    return free.isEmpty() || own.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(free.getAsLong() + own.getAsLong());
  }

  /** Bytes that this process holds in memory now; empty where the system does not tell. */
  public static OptionalLong ofThisProcess() {
    return kibibytes(Path.of("/proc/self/status"), "VmRSS:");
  }

  private static OptionalLong management(boolean atLeastHalf) {
    try {
      OperatingSystemMXBean bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long free = bean.getFreeMemorySize();
      return OptionalLong.of(atLeastHalf ? Math.max(free, bean.getTotalMemorySize() / 2) : free);
    } catch (NoClassDefFoundError e) {
      return OptionalLong.empty(); // A trimmed Java runtime without jdk.management.
    }
  }

  /**
   * What the kernel thinks can be had without swapping, and no more than the control group (a
   * container's limit) leaves.
   *
   * @param root of the file system
   */
  static OptionalLong linux(Path root) {
    OptionalLong available = kibibytes(root.resolve("proc/meminfo"), "MemAvailable:");
    OptionalLong group = controlGroup(root);
    if (available.isEmpty()) {
      return group;
    }
    return group.isEmpty()
        ? available
        : OptionalLong.of(Math.min(available.getAsLong(), group.getAsLong()));
  }

  private static OptionalLong kibibytes(Path file, String name) {
    OptionalLong kibibytes = field(file, name);
    return kibibytes.isEmpty() ? kibibytes : OptionalLong.of(kibibytes.getAsLong() * KIBI);
  }

  /** The tightest of the group's own limit and those of the groups around it. */
  private static OptionalLong controlGroup(Path root) {
    Path mount = root.resolve("sys/fs/cgroup");
    String own = ownGroup(root.resolve("proc/self/cgroup"));
    OptionalLong least = version1(mount.resolve("memory"));
    for (Path group = mount.resolve(own); group.startsWith(mount); group = group.getParent()) {
      OptionalLong left = version2(group);
      if (left.isPresent() && (least.isEmpty() || left.getAsLong() < least.getAsLong())) {
        least = left;
      }
    }
    return least;
  }

  /** Version 2 writes one line, "0::/path"; in a container the path is often just "/". */
  private static String ownGroup(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(l -> l.startsWith("0::/"))
          .map(l -> l.substring("0::/".length()))
          .filter(l -> !l.contains(".."))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static OptionalLong version2(Path group) {
    return left(
        number(group.resolve("memory.max")),
        number(group.resolve("memory.current")),
        field(group.resolve("memory.stat"), "inactive_file"));
  }

  private static OptionalLong version1(Path group) {
    return left(
        number(group.resolve("memory.limit_in_bytes")),
        number(group.resolve("memory.usage_in_bytes")),
        field(group.resolve("memory.stat"), "total_inactive_file"));
  }

  /** Pages of files that nobody uses can be had again. */
  private static OptionalLong left(
      OptionalLong limit, OptionalLong used, OptionalLong unusedFiles) {
    return limit.isEmpty() || used.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.max(0, limit.getAsLong() - used.getAsLong() + unusedFiles.orElse(0)));
  }

  /** A file of one number; empty when there is none, or the word "max". */
  private static OptionalLong number(Path file) {
    try {
      return Files.exists(file) ? parse(Files.readString(file)) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong field(Path file, String name) {
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(l -> l.trim().split("\\s+"))
          .filter(words -> words.length > 1 && words[0].equals(name))
          .map(words -> parse(words[1]))
          .findFirst()
          .orElse(OptionalLong.empty());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong parse(String text) {
    String number = text.strip();
    return number.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(number))
        : OptionalLong.empty();
  }
}
