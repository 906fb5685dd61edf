// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.results;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import studio.bonsai.app.PictureActions;
import studio.bonsai.engine.GenerationRequest;

/**
 * What a finished picture is good for elsewhere in the studio.
 *
 * @param models finds a model by its name, or fails with a sentence
 * @param draw puts a request into the queue
 * @param prompt takes over settings and pictures
 * @param bin takes a deleted picture, or fails with a sentence; may wait
 * @param showInFolder may wait
 */
public record ResultActions(
    Function<String, Path> models,
    Drawer draw,
    PictureActions prompt,
    Consumer<Path> bin,
    Consumer<Path> showInFolder,
    LongSupplier freshSeed) {
  /** Puts a request into the queue. */
  @FunctionalInterface
  public interface Drawer {
    void draw(Path model, GenerationRequest request);
  }
}
