// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Optional;
import java.util.function.Consumer;

/** A model that is ready to draw. Synchronous; one thread at a time. */
public interface OpenModel extends AutoCloseable {
  /** What is known of the model. */
  ModelInfo info();

  /**
   * Draws everything that a request asks for. The pictures go to the listener and are not kept:
   * together they may be larger than the memory.
   *
   * @param request what it leaves open is the model's default
   * @param listener hears of progress and gets each picture as it is done, in order, on this thread
   * @throws IllegalArgumentException when the model cannot do what is asked for
   * @throws EngineException when the memory that is free cannot hold it, with advice
   * @throws java.util.concurrent.CancellationException between steps; pictures done before were
   *     told
   */
  void generate(GenerationRequest request, Consumer<GenerationEvent> listener, CancelToken cancel);

  /**
   * Looks before the work whether the memory can hold it, were all let go that this process holds
   * for other work; loads no weights. The work itself looks again, at what is free then.
   *
   * @param request what it leaves open is the model's default
   * @return empty when it fits, or when nobody can tell
   */
  default Optional<MemoryShortage> shortage(GenerationRequest request) {
    return Optional.empty();
  }

  @Override
  void close();
}
