// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which weight a tensor of a LoRA file changes, told by its name. */
final class LoraNames {
  /** What a tensor is to its layer's change. */
  enum Role {
    DOWN,
    UP,
    ALPHA
  }

  /** A part of the change of one weight. */
  record Place(String component, String weight, Role role) {}

  static final Map<String, String> KOHYA = Map.of("unet", "lora_unet_", "text_encoder", "lora_te_");

  private static final String WEIGHT = ".weight";
  private static final Pattern PART =
      Pattern.compile(
          "(?<layer>.+?)(?:(?<down>\\.lora_down|\\.lora_A(?:\\.[^.]+)?|[._]lora\\.down"
              + "|\\.lora_linear_layer\\.down)\\.weight"
              + "|(?<up>\\.lora_up|\\.lora_B(?:\\.[^.]+)?|[._]lora\\.up"
              + "|\\.lora_linear_layer\\.up)\\.weight|\\.alpha)");

  private final Map<String, Map<String, Shape>> networks;

  /** Kohya's names, without the ends, to the place. */
  private final Map<String, Place> flat = new HashMap<>();

  LoraNames(Map<String, Map<String, Shape>> networks) {
    this.networks = networks;
    networks.forEach((component, shapes) -> shapes.keySet().forEach(w -> add(component, w)));
  }

  private void add(String component, String weight) {
    if (!weight.endsWith(WEIGHT) || networks.get(component).get(weight).dimension() < 2) {
      return;
    }
    String layer = layer(weight);
    Place place = new Place(component, weight, Role.DOWN);
    flat.put(KOHYA.get(component) + flat(layer), place);
    if (component.equals("unet")) {
      LdmLayers.name(layer).ifPresent(ldm -> flat.putIfAbsent("lora_unet_" + flat(ldm), place));
    } else {
      // As scripts that know two text encoders call the only one.
      flat.put("lora_te1_" + flat(layer), place);
    }
  }

  static String flat(String layer) {
    return layer.replace('.', '_');
  }

  static String layer(String weight) {
    return weight.substring(0, weight.length() - WEIGHT.length());
  }

  Optional<Place> find(String key) {
    Matcher part = PART.matcher(key);
    if (!part.matches()) {
      return Optional.empty();
    }
    Role role =
        part.group("down") != null ? Role.DOWN : part.group("up") != null ? Role.UP : Role.ALPHA;
    String layer = part.group("layer");
    Place known = flat.get(layer);
    if (known != null) {
      return Optional.of(new Place(known.component(), known.weight(), role));
    }
    return dotted(layer, role);
  }

  /** Names with dots, maybe below the component's; without it they are the U-Net's. */
  private Optional<Place> dotted(String name, Role role) {
    String layer = name.replace("base_model.model.", "").replace(".processor.", ".");
    String component = layer.startsWith("text_model.") ? "text_encoder" : "unet";
    for (String known : networks.keySet()) {
      if (layer.startsWith(known + ".")) {
        component = known;
        layer = layer.substring(known.length() + 1);
      }
    }
    // Attention processors dropped the index of to_out; a text encoder's layers were called as the
    // U-Net's by the first scripts.
    List<String> spellings =
        List.of(layer, layer + ".0", layer.replaceAll("to_(q|k|v|out)$", "$1_proj"));
    for (String spelling : spellings) {
      String weight = spelling + WEIGHT;
      if (networks.getOrDefault(component, Map.of()).containsKey(weight)) {
        return Optional.of(new Place(component, weight, role));
      }
    }
    return Optional.empty();
  }
}
