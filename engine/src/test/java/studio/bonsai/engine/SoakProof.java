// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Locale;

/**
 * Run by hand through {@code src/reference/soak.sh}: draws many pictures of the embedded model and
 * prints what memory the process holds, for the table in {@code
 * src/site/markdown/full-size-proof.md}.
 */
final class SoakProof {
  private static final int INTERVAL = 20;

  private SoakProof() {}

  /**
   * Exits with 1 where the process has grown by more than a twentieth since the first row.
   *
   * @param arguments how many pictures, and "reopen" to open the model anew for each
   */
  public static void main(String[] arguments) {
    int pictures = Integer.parseInt(arguments[0]);
    boolean reopen = arguments.length > 1 && arguments[1].equals("reopen");
    double first = 0;
    Engine engine = open();
    for (int i = 1; i <= pictures; i++) {
      if (reopen) {
        engine.close();
        engine = open();
      }
      GenerationRequest request = GenerationRequest.builder("a red apple").seed(i).build();
      engine.generate(request, event -> {}, CancelToken.none());
      if (i % INTERVAL == 0) {
        double now = ResidentMemory.now();
        first = first == 0 ? now : first;
        System.out.printf(Locale.ROOT, "| %d | %.0f MiB | %.0f MiB |%n", i, now, heap());
      }
    }
    engine.close();
    System.exit(ResidentMemory.now() <= first * 1.05 ? 0 : 1);
  }

  private static Engine open() {
    return Engine.open(EmbeddedModel.folder(), EngineOptions.defaults());
  }

  /** Of the virtual machine, garbage included, in MiB. */
  private static double heap() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
  }
}
