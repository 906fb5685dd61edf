// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Precision;

/**
 * Which of a model's files are needed: of weights that lie there several times over, one. Half
 * precision before full when that is wanted, safetensors before pickles.
 *
 * @param wanted the precision to prefer
 */
record FileChoice(Precision wanted) {
  private static final List<String> NETWORKS = List.of("unet", "vae", "text_encoder");
  private static final List<String> TEXTS = List.of("scheduler", "tokenizer");
  private static final List<String> ROOT = List.of("model_index.json", "README.md");

  /** One of the ways in which weights may lie there. */
  private record Way(String variant, String format) {
    /** {@code model.fp16.safetensors}, {@code model-00001-of-00002.bin}, an index of such. */
    Pattern pattern() {
      String infix = variant.isEmpty() ? "" : "(\\." + variant + ")?";
      return Pattern.compile(
          "(diffusion_pytorch_model|model|pytorch_model)"
              + (infix + "(-\\d+-of-\\d+)?" + infix)
              + ("\\." + format)
              + ("(\\.index" + infix + "\\.json)?"));
    }

    boolean fits(HubFile file) {
      return pattern().matcher(file.name()).matches()
          && file.name().contains(".fp16") == variant.equals("fp16");
    }
  }

  /**
   * @throws EngineException when something is missing
   */
  List<HubFile> choose(HubListing listing) {
    List<HubFile> chosen = new ArrayList<>();
    for (HubFile file : listing.files()) {
      boolean text = file.name().endsWith(".json") || file.name().endsWith(".txt");
      if ((file.folder().isEmpty() && ROOT.contains(file.name()))
          || (TEXTS.contains(file.folder()) && text)
          || (NETWORKS.contains(file.folder()) && file.name().equals("config.json"))) {
        chosen.add(file);
      }
    }
    if (chosen.stream().noneMatch(file -> file.path().equals("model_index.json"))) {
      throw new EngineException(
          listing.hub() + " is no model in diffusers' layout: it has no model_index.json.");
    }
    NETWORKS.forEach(network -> chosen.addAll(weights(listing, network)));
    return chosen;
  }

  private List<HubFile> weights(HubListing listing, String network) {
    return ways().stream()
        .map(way -> weights(listing, network, way))
        .filter(files -> !files.isEmpty())
        .findFirst()
        .orElseThrow(
            () -> new EngineException(listing.hub() + " has no weights in " + network + "."));
  }

  private static List<HubFile> weights(HubListing listing, String network, Way way) {
    List<HubFile> fitting =
        listing.files().stream()
            .filter(file -> file.folder().equals(network) && way.fits(file))
            .toList();
    Optional<HubFile> whole =
        fitting.stream().filter(file -> !file.name().matches(".*(-of-|index).*")).findFirst();
    return whole.map(List::of).orElse(fitting);
  }

  private List<Way> ways() {
    List<String> variants = wanted == Precision.FLOAT16 ? List.of("fp16", "") : List.of("", "fp16");
    List<Way> ways = new ArrayList<>();
    for (String format : List.of("safetensors", "bin")) {
      variants.forEach(variant -> ways.add(new Way(variant, format)));
    }
    return ways;
  }
}
