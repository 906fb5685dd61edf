// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.picture.PictureFolder;
import studio.bonsai.engine.picture.PictureMetadata;
import studio.bonsai.engine.picture.PngFile;
import studio.bonsai.engine.runtime.Surroundings;

/** Finished pictures as PNG files that remember how they were made. */
public final class PictureFiles {
  private PictureFiles() {}

  /** The folder where this user's pictures lie, by the name that it has on this system. */
  public static Path usersFolder() {
    return Surroundings.ofThisProcess().picturesFolder();
  }

  /**
   * Makes a folder for pictures, when missing, and looks whether it takes files.
   *
   * @throws EngineException when it does not, with what to do
   */
  public static void prepare(Path folder) {
    new PictureFolder(folder).checkWritable();
  }

  /**
   * Adds a picture to a folder, which is made when missing, under the next free number.
   *
   * @return where it lies
   * @throws EngineException when the folder cannot be written, with what to do
   */
  public static Path add(Path folder, GeneratedImage image) {
    return new PictureFolder(folder).add(Long.toString(image.seed()), PngFile.encode(image));
  }

  /**
   * What a PNG of Bonsai, or of AUTOMATIC1111's web UI and its kin, remembers.
   *
   * @throws EngineException when the file is missing, no PNG, or damaged
   */
  public static Memory read(Path file) {
    PictureMetadata metadata = PictureMetadata.read(file);
    Optional<Provenance> provenance = metadata.provenance();
    return new Memory(
        metadata.width(),
        metadata.height(),
        metadata.request(),
        provenance,
        provenance
            .map(Provenance::model)
            .or(() -> metadata.parameters().map(p -> p.settings().get("Model"))));
  }

  /**
   * What a picture remembers of its making.
   *
   * @param width in pixels
   * @param height in pixels
   * @param request that makes it, or one like it, as far as it tells
   * @param provenance when Bonsai made it
   * @param model that drew it, by its name, if it tells
   */
  public record Memory(
      int width,
      int height,
      Optional<GenerationRequest> request,
      Optional<Provenance> provenance,
      Optional<String> model) {}
}
