// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * DJL's system properties as this program wants them. DJL reads them once, at its first call: apply
 * them before.
 */
public final class DjlSettings {
  /**
   * Libraries beside libtorch's own that DJL would load for nothing: Python's shared memory, and
   * the tests that come in libtorch's archive.
   */
  private static final List<String> NEEDLESS =
      List.of(
          "shm", "backend_with_compiler", "jitbackend_test", "aoti_custom_ops", "torchbind_test");

  private DjlSettings() {}

  /** Sets what holds for every libtorch; what is set already stays. */
  public static void apply() {
    apply(System.getProperties());
  }

  static void apply(Properties properties) {
    // Nothing is fetched unasked: DJL else downloads natives, and asks a cloud where it is.
    properties.putIfAbsent("ai.djl.offline", "true");
    properties.putIfAbsent("OPT_OUT_TRACKING", "true");
    // The tokenizer has nothing to do on a GPU; its CUDA build would be a download.
    properties.putIfAbsent("RUST_FLAVOR", "cpu");
    // The profiling executor would specialise each kernel on its first shapes: slow first steps.
    properties.putIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    // Sizes repeat from step to step: cuDNN's search for the best algorithm pays off.
    properties.putIfAbsent("ai.djl.pytorch.cudnn_benchmark", "true");
  }

  /** Names the libtorch to load; without one DJL takes what comes with the program. */
  public static void select(LibrarySelection selection) {
    select(selection, System.getProperties());
  }

  static void select(LibrarySelection selection, Properties properties) {
    selection
        .library()
        .ifPresent(
            library -> {
              properties.setProperty(LibrarySelection.DJL_VARIABLE, library.folder().toString());
              // DJL's own guess knows only builds before the C++11 ABI, of which there are none.
              properties.setProperty("PYTORCH_FLAVOR", library.flavour());
              properties.putIfAbsent("PYTORCH_LIBRARY_EXCLUSION", needless(library.folder()));
            });
  }

  private static String needless(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> NEEDLESS.stream().anyMatch(n -> f.matches("(lib)?" + n + "\\..*")))
          .sorted()
          .collect(Collectors.joining(","));
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
  }
}
