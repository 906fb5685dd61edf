// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model on disk as diffusers sees it, whatever its layout: components ({@code unet}, {@code vae},
 * {@code text_encoder}, {@code scheduler}) with a config, and weights under diffusers' names.
 */
public interface ModelFiles {
  /**
   * Opens a folder in diffusers' layout or a single file of Stable Diffusion, with what can be told
   * from its tensors.
   *
   * @throws studio.bonsai.engine.EngineException when it is neither
   */
  static ModelFiles open(Path fileOrFolder) {
    return Files.isDirectory(fileOrFolder)
        ? ModelFolder.open(fileOrFolder)
        : SingleFile.open(fileOrFolder, SingleFileOptions.detected());
  }

  /** The folder or file, for messages. */
  Path path();

  /** The {@code config.json} of a component, or the scheduler's own. */
  ObjectNode config(String component);

  /** The weights of a component, to be closed by the caller. */
  TensorFile weights(String component);
}
