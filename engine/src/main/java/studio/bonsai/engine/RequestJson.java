// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Requests and provenances as JSON: what is written inside a picture. */
public final class RequestJson {
  /** Raised when an older program would read the JSON wrongly. */
  private static final int FORMAT = 1;

  private static final String CPU = "cpu";
  private static final String GPU = "cuda";

  private static final Set<String> PROVENANCE_FIELDS =
      Set.of(
          "format",
          "version",
          "model",
          "modelFingerprint",
          "placeInBatch",
          "request",
          "computation");
  private static final Set<String> REQUEST_FIELDS =
      Set.of(
          "prompt",
          "negativePrompt",
          "width",
          "height",
          "steps",
          "guidanceScale",
          "guidanceRescale",
          "sampler",
          "karras",
          "eta",
          "clipSkip",
          "seed",
          "variation",
          "start",
          "mask",
          "loras",
          "count",
          "batch");

  private RequestJson() {}

  public static String write(Provenance provenance) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("version", provenance.version());
    json.put("model", provenance.model());
    json.put("modelFingerprint", provenance.modelFingerprint());
    json.put("placeInBatch", provenance.placeInBatch());
    json.set("request", tree(provenance.request()));
    provenance.computation().ifPresent(c -> put(json.putObject("computation"), c));
    return json.toString();
  }

  private static void put(ObjectNode json, Computation computation) {
    json.put("device", computation.gpu() ? GPU : CPU);
    json.put("precision", name(computation.precision()));
    json.put("memory", name(computation.memory()));
    json.put("threads", computation.threads());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public static String write(GenerationRequest request) {
    return tree(request).toString();
  }

  private static ObjectNode tree(GenerationRequest request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prompt", request.prompt());
    json.put("negativePrompt", request.negativePrompt());
    request.size().ifPresent(s -> json.put("width", s.width()).put("height", s.height()));
    request.steps().ifPresent(n -> json.put("steps", n));
    request.guidanceScale().ifPresent(g -> json.put("guidanceScale", g));
    request.guidanceRescale().ifPresent(g -> json.put("guidanceRescale", g));
    request.sampler().ifPresent(s -> json.put("sampler", s));
    request.karras().ifPresent(k -> json.put("karras", k));
    request.eta().ifPresent(e -> json.put("eta", e));
    request.clipSkip().ifPresent(n -> json.put("clipSkip", n));
    request.seed().ifPresent(s -> json.put("seed", s));
    request
        .variation()
        .ifPresent(
            v -> json.putObject("variation").put("seed", v.seed()).put("strength", v.strength()));
    request
        .start()
        .ifPresent(s -> image(json.putObject("start"), s.image()).put("strength", s.strength()));
    request
        .mask()
        .ifPresent(m -> image(json.putObject("mask"), m.image()).put("feather", m.feather()));
    if (!request.loras().isEmpty()) {
      ArrayNode loras = json.putArray("loras");
      request.loras().forEach(l -> lora(loras.addObject(), l));
    }
    json.put("count", request.count());
    json.put("batch", request.batch());
    return json;
  }

  private static ObjectNode lora(ObjectNode json, Lora lora) {
    return json.put("file", lora.file().toString())
        .put("sha256", lora.sha256())
        .put("strength", lora.strength());
  }

  private static ObjectNode image(ObjectNode json, SourceImage image) {
    return json.put("file", image.file().toString()).put("sha256", image.sha256());
  }

  /**
   * @param source what the JSON was read from, for errors
   * @throws EngineException when it is damaged, or of a newer program
   */
  public static Provenance readProvenance(String source, String json) {
    JsonFields fields = JsonFields.parse(source, json);
    int format = fields.integer("format").orElseThrow(() -> fields.missing("format"));
    if (format > FORMAT) {
      throw new EngineException(source + " was written by a newer Bonsai; update this one.");
    }
    fields.allow(PROVENANCE_FIELDS);
    try {
      return new Provenance(
          request(fields.object("request").orElseThrow(() -> fields.missing("request"))),
          fields.integer("placeInBatch").orElse(0),
          fields.requiredText("model"),
          fields.requiredText("modelFingerprint"),
          fields.requiredText("version"),
          fields.object("computation").map(RequestJson::computation));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new EngineException(source + " holds a value out of range: " + e.getMessage(), e);
    }
  }

  private static Computation computation(JsonFields fields) {
    fields.allow(Set.of("device", "precision", "memory", "threads"));
    return new Computation(
        one(fields, "device", List.of(CPU, GPU)).equals(GPU),
        one(fields, "precision", Precision.class),
        one(fields, "memory", MemoryMode.class),
        fields.integer("threads").orElseThrow(() -> fields.missing("threads")));
  }

  private static <E extends Enum<E>> E one(JsonFields fields, String field, Class<E> kind) {
    List<String> names = Arrays.stream(kind.getEnumConstants()).map(RequestJson::name).toList();
    return kind.getEnumConstants()[names.indexOf(one(fields, field, names))];
  }

  private static String one(JsonFields fields, String field, List<String> names) {
    String found = fields.requiredText(field);
    if (!names.contains(found)) {
      throw new IllegalArgumentException(
          "'" + field + "' should be one of " + names + ", found " + found);
    }
    return found;
  }

  /**
   * @param source what the JSON was read from, for errors
   * @throws EngineException when it is damaged
   */
  public static GenerationRequest readRequest(String source, String json) {
    JsonFields fields = JsonFields.parse(source, json);
    try {
      return request(fields);
    } catch (IllegalArgumentException e) {
      throw new EngineException(source + " holds a value out of range: " + e.getMessage(), e);
    }
  }

  private static GenerationRequest request(JsonFields fields) {
    fields.allow(REQUEST_FIELDS);
    GenerationRequestBuilder request = GenerationRequest.builder(fields.requiredText("prompt"));
    fields.text("negativePrompt").ifPresent(request::negativePrompt);
    if (fields.integer("width").isPresent() || fields.integer("height").isPresent()) {
      request.size(
          new ImageSize(
              fields.integer("width").orElseThrow(() -> fields.missing("width")),
              fields.integer("height").orElseThrow(() -> fields.missing("height"))));
    }
    fields.integer("steps").ifPresent(request::steps);
    fields.number("guidanceScale").ifPresent(request::guidanceScale);
    fields.number("guidanceRescale").ifPresent(request::guidanceRescale);
    fields.text("sampler").ifPresent(request::sampler);
    fields.flag("karras").ifPresent(request::karras);
    fields.number("eta").ifPresent(request::eta);
    fields.integer("clipSkip").ifPresent(request::clipSkip);
    fields.longInteger("seed").ifPresent(request::seed);
    fields.object("variation").ifPresent(v -> request.variation(variation(v)));
    fields.object("start").ifPresent(s -> request.start(start(s)));
    fields.object("mask").ifPresent(m -> request.mask(mask(m)));
    request.loras(fields.objects("loras").stream().map(RequestJson::lora).toList());
    fields.integer("count").ifPresent(request::count);
    fields.integer("batch").ifPresent(request::batch);
    return request.build();
  }

  private static Variation variation(JsonFields fields) {
    fields.allow(Set.of("seed", "strength"));
    return new Variation(
        fields.longInteger("seed").orElseThrow(() -> fields.missing("seed")),
        fields.number("strength").orElseThrow(() -> fields.missing("strength")));
  }

  private static StartImage start(JsonFields fields) {
    fields.allow(Set.of("file", "sha256", "strength"));
    return new StartImage(
        image(fields), fields.number("strength").orElseThrow(() -> fields.missing("strength")));
  }

  private static InpaintMask mask(JsonFields fields) {
    fields.allow(Set.of("file", "sha256", "feather"));
    return new InpaintMask(image(fields), fields.integer("feather").orElse(0));
  }

  private static Lora lora(JsonFields fields) {
    fields.allow(Set.of("file", "sha256", "strength"));
    return new Lora(
        file(fields),
        fields.requiredText("sha256"),
        fields.number("strength").orElseThrow(() -> fields.missing("strength")));
  }

  private static SourceImage image(JsonFields fields) {
    return new SourceImage(file(fields), fields.requiredText("sha256"));
  }

  private static Path file(JsonFields fields) {
    String file = fields.requiredText("file");
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new EngineException("'" + file + "' is no file name on this system.", e);
    }
  }
}
