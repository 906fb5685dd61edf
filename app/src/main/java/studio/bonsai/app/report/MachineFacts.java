// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.report;

import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.ProgramVersion;

/** What those who mend the studio must know of the machine. */
public final class MachineFacts {
  private static final long MEGA = 1 << 20;

  private MachineFacts() {}

  public static Map<String, String> gather() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("bonsai", ProgramVersion.get());
    for (String property : new String[] {"os.name", "os.version", "os.arch", "java.version"}) {
      facts.put(property, System.getProperty(property, ""));
    }
    facts.put("javafx", System.getProperty("javafx.runtime.version", ""));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("java heap MiB", Long.toString(Runtime.getRuntime().maxMemory() / MEGA));
    return facts;
  }
}
