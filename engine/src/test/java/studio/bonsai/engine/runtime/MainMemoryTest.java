// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainMemoryTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void machine(long kibibytes) throws IOException {
    write("proc/meminfo", "MemTotal: 99 kB\nMemFree: 1 kB\nMemAvailable:   " + kibibytes + " kB\n");
  }

  @Test
  void isWhatTheKernelThinksAvailable() throws IOException {
    machine(5000);
    assertEquals(OptionalLong.of(5000 * 1024), MainMemory.linux(root));
  }

  @Test
  void aContainerMayLeaveLess() throws IOException {
    machine(5000);
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "1000000\n");
    write("sys/fs/cgroup/memory.current", "900000\n");
    write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 50000\nactive_file 7\n");
    assertEquals(OptionalLong.of(150000), MainMemory.linux(root));
  }

  @Test
  void aGroupAroundItsOwnMayLeaveLess() throws IOException {
    machine(5000);
    write("proc/self/cgroup", "0::/user.slice/app\n");
    write("sys/fs/cgroup/user.slice/app/memory.max", "max\n");
    write("sys/fs/cgroup/user.slice/app/memory.current", "10\n");
    write("sys/fs/cgroup/user.slice/memory.max", "2000\n");
    write("sys/fs/cgroup/user.slice/memory.current", "500\n");
    assertEquals(OptionalLong.of(1500), MainMemory.linux(root));
  }

  @Test
  void aRoomyContainerLeavesWhatTheMachineHas() throws IOException {
    machine(5);
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "100\n");
    write("proc/self/cgroup", "3:memory:/\n");
    assertEquals(OptionalLong.of(5 * 1024), MainMemory.linux(root));
  }

  @Test
  void theOlderControlGroupsAreHeeded() throws IOException {
    machine(5000);
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "4000\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "3000\n");
    write("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 500\n");
    assertEquals(OptionalLong.of(1500), MainMemory.linux(root));
  }

  @Test
  void whatThisProcessHoldsCouldBeHadTooButForPagesOfFiles() throws IOException {
    machine(5000);
    write("proc/self/status", "VmRSS:  1300 kB\nRssAnon:  1000 kB\nRssFile:  300 kB\n");
    assertEquals(OptionalLong.of(6000 * 1024), MainMemory.attainable(root));
  }

  @Test
  void aSystemThatTellsNothingIsNoError() {
    assertEquals(OptionalLong.empty(), MainMemory.linux(root));
    assertEquals(OptionalLong.empty(), MainMemory.attainable(root));
  }

  @Test
  void thisMachineHasSome() {
    assertTrue(MainMemory.free().orElseThrow() > 0);
  }
}
