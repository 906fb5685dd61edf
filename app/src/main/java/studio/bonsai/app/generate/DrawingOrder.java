// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.RequestJson;

/**
 * What a drawing job keeps over a restart.
 *
 * @param model its folder or file
 * @param begun whether drawing began already; the seed is given then
 * @param done how many pictures lie on disk
 */
public record DrawingOrder(Path model, GenerationRequest request, boolean begun, int done) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public DrawingOrder {
    if (begun && request.seed().isEmpty()) {
      throw new IllegalArgumentException("a drawing that began has a seed");
    }
    if (done < 0 || done > request.count()) {
      throw new IllegalArgumentException(done + " of " + request.count() + " pictures are done");
    }
  }

  /** Nothing is drawn yet. */
  public DrawingOrder(Path model, GenerationRequest request) {
    this(model, request, false, 0);
  }

  public String write() {
    return JSON.createObjectNode()
        .put("model", model.toString())
        .put("request", RequestJson.write(request))
        .put("begun", begun)
        .put("done", done)
        .toString();
  }

  /**
   * @throws EngineException when it cannot be read
   */
  public static DrawingOrder read(String payload) {
    try {
      JsonNode tree = JSON.readTree(payload);
      return new DrawingOrder(
          Path.of(tree.path("model").asText()),
          RequestJson.readRequest("The queue", tree.path("request").asText()),
          tree.path("begun").asBoolean(),
          tree.path("done").asInt());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new EngineException("This job was kept in a form that cannot be read; add it anew.", e);
    }
  }

  /**
   * @param freshSeed for a request that leaves it open: from now on it is the same at every start
   */
  DrawingOrder begin(long freshSeed) {
    GenerationRequest fixed = request.toBuilder().seed(request.seed().orElse(freshSeed)).build();
    return new DrawingOrder(model, fixed, true, done);
  }

  DrawingOrder withDone(int pictures) {
    return new DrawingOrder(model, request, begun, pictures);
  }

  boolean isComplete() {
    return done == request.count();
  }

  /**
   * The first picture of the batch to go on with: a batch is always computed whole, for one of
   * another size may round differently.
   */
  int firstOfBatch() {
    return done / request.batch() * request.batch();
  }

  /** What is left to be asked of the engine. */
  GenerationRequest rest() {
    return request.movedBy(firstOfBatch()).toBuilder()
        .count(request.count() - firstOfBatch())
        .build();
  }
}
