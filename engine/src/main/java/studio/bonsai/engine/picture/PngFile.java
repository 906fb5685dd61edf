// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.bonsai.engine.GeneratedImage;
import studio.bonsai.engine.GreyPixels;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.RequestJson;

/** Pictures as PNG files. The same picture gives the same bytes: no clock, no machine in them. */
public final class PngFile {
  private static final String FORMAT = "javax_imageio_png_1.0";

  private PngFile() {}

  /** The picture with all that it remembers. */
  public static byte[] encode(GeneratedImage image) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(Parameters.KEYWORD, ParametersOfRequest.of(image.provenance()).text());
    texts.put(PictureMetadata.KEYWORD, RequestJson.write(image.provenance()));
    return encode(image.pixels(), texts);
  }

  /**
   * @param texts by keyword: 1 to 79 Latin letters
   */
  public static byte[] encode(Pixels pixels, Map<String, String> texts) {
    return encode(BufferedImages.of(pixels), texts);
  }

  /** Levels of grey, 8 bits each. */
  public static byte[] encode(GreyPixels pixels) {
    return encode(BufferedImages.of(pixels), Map.of());
  }

  private static byte[] encode(BufferedImage image, Map<String, String> texts) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      if (!texts.isEmpty()) {
        metadata.mergeTree(FORMAT, tree(texts));
      }
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } catch (IIOInvalidTreeException e) {
      throw new IllegalArgumentException("no texts for a PNG: " + texts.keySet(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadataNode tree(Map<String, String> texts) {
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    IIOMetadataNode latin = new IIOMetadataNode("tEXt");
    IIOMetadataNode international = new IIOMetadataNode("iTXt");
    CharsetEncoder encoder = StandardCharsets.ISO_8859_1.newEncoder();
    texts.forEach(
        (keyword, text) -> {
          if (encoder.canEncode(text)) {
            latin.appendChild(latinNode(keyword, text));
          } else {
            international.appendChild(internationalNode(keyword, text));
          }
        });
    if (latin.hasChildNodes()) {
      root.appendChild(latin);
    }
    if (international.hasChildNodes()) {
      root.appendChild(international);
    }
    return root;
  }

  private static IIOMetadataNode latinNode(String keyword, String text) {
    IIOMetadataNode node = new IIOMetadataNode("tEXtEntry");
    node.setAttribute("keyword", keyword);
    node.setAttribute("value", text);
    return node;
  }

  private static IIOMetadataNode internationalNode(String keyword, String text) {
    IIOMetadataNode node = new IIOMetadataNode("iTXtEntry");
    node.setAttribute("keyword", keyword);
    node.setAttribute("compressionFlag", "FALSE");
    node.setAttribute("compressionMethod", "0");
    node.setAttribute("languageTag", "");
    node.setAttribute("translatedKeyword", "");
    node.setAttribute("text", text);
    return node;
  }
}
