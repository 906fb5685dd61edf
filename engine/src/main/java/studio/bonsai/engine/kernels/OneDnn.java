// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Whether this libtorch was built with oneDNN. Without it (Apple's processors) its operators are
 * unknown to the compiler, and the kernels get plain ones under the same names.
 */
final class OneDnn {
  private static final String PROBE =
      """
      class Kernel(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool

        def probe(self: __torch__.Kernel, x: Tensor) -> Tensor:
          return __torch__.onednn.pack_linear(__torch__.onednn.linear(x, x, None), 1)
      """;

  private OneDnn() {}

  /** The name of the source that stands behind {@code __torch__.onednn}. */
  static String source() {
    return Presence.FOUND ? "onednn" : "onednn_absent";
  }

  /** Asks once, when the first kernel is compiled. */
  private static final class Presence {
    static final boolean FOUND = compiles();

    private static boolean compiles() {
      Map<String, String> sources =
          Map.of("__torch__.py", PROBE, "__torch__/onednn.py", Kernels.source("onednn"));
      byte[] archive = TorchScriptArchive.write("Kernel", sources, Map.of());
      try (Model model = Model.newInstance("probe", Device.cpu(), "PyTorch")) {
        model.load(new ByteArrayInputStream(archive));
        return true;
      } catch (IOException | MalformedModelException | RuntimeException e) {
        return false;
      }
    }
  }
}
