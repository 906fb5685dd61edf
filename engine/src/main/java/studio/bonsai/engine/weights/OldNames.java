// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.util.Map;
import java.util.Set;

/** Names that diffusers gave to tensors once: the VAE's attention before version 0.18. */
final class OldNames {
  private static final Map<String, String> VAE_ATTENTION =
      Map.of(
          ".to_q.", ".query.", ".to_k.", ".key.", ".to_v.", ".value.", ".to_out.0.", ".proj_attn.");

  private OldNames() {}

  /** The name under which a file has the tensor, or null. */
  static String find(Set<String> names, String wanted) {
    if (names.contains(wanted)) {
      return wanted;
    }
    if (wanted.contains("mid_block.attentions.")) {
      for (Map.Entry<String, String> part : VAE_ATTENTION.entrySet()) {
        String old = wanted.replace(part.getKey(), part.getValue());
        if (!old.equals(wanted) && names.contains(old)) {
          return old;
        }
      }
    }
    return null;
  }
}
