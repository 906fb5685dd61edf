// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.generate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.InpaintMask;
import studio.bonsai.engine.Likeness;
import studio.bonsai.engine.MemoryMode;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.SourceImage;
import studio.bonsai.engine.StartImage;
import studio.bonsai.engine.picture.PictureReader;

/** The picture that diffusers' reference was made of, asked for again. */
final class RedApple {
  private RedApple() {}

  /** Nothing left open. */
  static GenerationRequestBuilder request() {
    return GenerationRequest.builder("a red apple")
        .negativePrompt("blue")
        .size(new ImageSize(64, 64))
        .steps(10)
        .guidanceScale(2)
        .guidanceRescale(0)
        .sampler("ddim")
        .karras(false)
        .eta(0)
        .clipSkip(1)
        .seed(7);
  }

  static StartImage start(double strength) {
    return new StartImage(SourceImage.of(ReferenceTensors.path("generate/start.png")), strength);
  }

  static InpaintMask mask(int feather) {
    return new InpaintMask(SourceImage.of(ReferenceTensors.path("generate/mask.png")), feather);
  }

  /** All latents of a run, and its picture before a mask keeps the old one's pixels. */
  static void assertDiffusersPath(
      DiffusionModel model, String fixture, GenerationRequest request, double tolerance) {
    PictureMaker maker = new PictureMaker(model, MemoryMode.BALANCED, false);
    try (NDManager scope = model.manager().newSubManager();
        ReferenceTensors reference = ReferenceTensors.open(scope, "generate/" + fixture)) {
      NDList latents = new NDList();
      Optional<Pixels> source =
          request.start().map(s -> PictureReader.read(s.image(), request.size().orElseThrow()));
      NDArray last =
          maker.latent(
              scope,
              List.of(request),
              source,
              phase -> {},
              (done, total, latent, original) -> latents.add(latent.duplicate()),
              CancelToken.none());
      ReferenceTensors.assertClose(reference.get("latents"), NDArrays.concat(latents), tolerance);
      Pixels picture = new PictureDecoder(model, MemoryMode.BALANCED).decode(last).get(0);
      Likeness likeness = Likeness.of(reference.get("picture").toByteArray(), picture);
      assertTrue(likeness.largest() <= 1, likeness.toString());
    }
  }
}
