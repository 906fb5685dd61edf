// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.PictureFiles;
import studio.bonsai.engine.Provenance;

/**
 * What a picture file says of itself.
 *
 * @param content tells pictures apart by what is in them
 * @param size in pixels; empty when it cannot be read
 * @param request that made it, if it tells
 * @param model by its name, if it tells
 * @param fingerprint of that model, when Bonsai made the picture
 * @param version of Bonsai that made it
 * @param problem why it cannot be read, if so
 */
public record PictureFacts(
    Path file,
    FileStamp stamp,
    String content,
    Optional<Size> size,
    Optional<GenerationRequest> request,
    Optional<String> model,
    Optional<String> fingerprint,
    Optional<String> version,
    Optional<String> problem) {

  /** Width and height in pixels. */
  public record Size(int width, int height) {}

  /** Reads the file's head and tail; what is wrong with it is a fact too. */
  static PictureFacts read(Path file, FileStamp stamp) {
    try {
      return of(file, stamp, ContentId.of(file), PictureFiles.read(file));
    } catch (EngineException e) {
      return broken(file, stamp, e.getMessage());
    } catch (IOException e) {
      return broken(file, stamp, "Cannot read " + file + ": " + FileFailure.reason(e));
    } catch (RuntimeException e) {
      // Foreign files hold anything; one of them must not keep all others out.
      return broken(file, stamp, file + " holds settings that cannot be understood.");
    }
  }

  private static PictureFacts of(
      Path file, FileStamp stamp, String content, PictureFiles.Memory memory) {
    return new PictureFacts(
        file,
        stamp,
        content,
        Optional.of(new Size(memory.width(), memory.height())),
        memory.request(),
        memory.model(),
        memory.provenance().map(Provenance::modelFingerprint),
        memory.provenance().map(Provenance::version),
        Optional.empty());
  }

  private static PictureFacts broken(Path file, FileStamp stamp, String problem) {
    return new PictureFacts(
        file,
        stamp,
        contentOrName(file),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem));
  }

  private static String contentOrName(Path file) {
    try {
      return Files.isReadable(file) ? ContentId.of(file) : file.toString();
    } catch (IOException e) {
      return file.toString();
    }
  }
}
