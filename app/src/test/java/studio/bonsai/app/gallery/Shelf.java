// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import studio.bonsai.app.generate.Pictures;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.PictureFiles;

/** Picture files for tests: small ones, made fast, each with its prompt. */
public final class Shelf {
  private static final String FORMAT = "javax_imageio_png_1.0";

  private Shelf() {}

  /** A picture as Bonsai draws it, 64 pixels wide unless the request says more. */
  public static Path bonsai(Path folder, GenerationRequest request, String model) {
    return PictureFiles.add(folder, Pictures.of(request, Pictures.model(model)));
  }

  /** The same for a prompt and a seed. */
  public static Path bonsai(Path folder, String prompt, long seed) {
    return bonsai(
        folder,
        GenerationRequest.builder(prompt).seed(seed).size(new ImageSize(64, 64)).build(),
        "Toy");
  }

  /** A picture as AUTOMATIC1111's web UI writes it. */
  public static Path webUi(Path file, String parameters) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      Files.createDirectories(file.getParent());
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", "parameters");
        entry.setAttribute("value", parameters);
        IIOMetadataNode texts = new IIOMetadataNode("tEXt");
        texts.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(texts);
        metadata.mergeTree(FORMAT, root);
        writer.setOutput(out);
        writer.write(new IIOImage(image, null, metadata));
      } finally {
        writer.dispose();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts a file off in its middle. */
  public static void damage(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a file look as old as that. */
  public static void date(Path file, Instant time) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
