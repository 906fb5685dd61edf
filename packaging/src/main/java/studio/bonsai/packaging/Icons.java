// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.packaging;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws the program's icon, an SVG, in the formats and sizes that the systems ask for. */
final class Icons {
  /** Windows: Explorer's views. */
  private static final List<Integer> ICO = List.of(16, 24, 32, 48, 64, 128, 256);

  /** Linux: hicolor's folders. */
  private static final List<Integer> HICOLOR = List.of(16, 24, 32, 48, 64, 128, 256, 512);

  /** Of the window itself: title bar, task bar, switcher. */
  private static final List<Integer> WINDOW = List.of(32, 64, 256);

  /** macOS: Apple's names of PNG entries, and their sizes in pixels. */
  private static final Map<String, Integer> ICNS = new LinkedHashMap<>();

  static {
    ICNS.put("ic11", 32);
    ICNS.put("ic12", 64);
    ICNS.put("ic07", 128);
    ICNS.put("ic13", 256);
    ICNS.put("ic08", 256);
    ICNS.put("ic14", 512);
    ICNS.put("ic09", 512);
    ICNS.put("ic10", 1024);
  }

  private static final int ICO_HEADER = 6;
  private static final int ICO_ENTRY = 16;
  private static final int ICNS_HEADER = 8;

  private final SVGDocument drawing;

  private Icons(Path svg) throws IOException {
    drawing = new SVGLoader().load(svg.toUri().toURL());
    if (drawing == null) {
      throw new IOException(svg + " cannot be read");
    }
  }

  /**
   * @param arguments the SVG, the folder {@code packaging}, and that of the studio's resources
   */
  public static void main(String[] arguments) throws IOException {
    Icons icons = new Icons(Path.of(arguments[0]));
    Path folder = Path.of(arguments[1]);
    for (int size : WINDOW) {
      Files.write(Path.of(arguments[2], "icon-" + size + ".png"), icons.png(size));
    }
    Files.write(folder.resolve("windows/bonsai-studio.ico"), icons.ico());
    Files.write(folder.resolve("macos/bonsai-studio.icns"), icons.icns());
    Files.write(folder.resolve("linux/bonsai-studio.png"), icons.png(512));
    for (int size : HICOLOR) {
      Path png = folder.resolve("linux/icons/" + size + "x" + size + ".png");
      Files.createDirectories(png.getParent());
      Files.write(png, icons.png(size));
    }
  }

  private byte[] png(int size) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.render(null, graphics, new ViewBox(size, size));
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A list of PNGs, as Windows reads since Vista. */
  private byte[] ico() throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(ICO_HEADER + ICO.size() * ICO_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) 0).putShort((short) 1).putShort((short) ICO.size());
    ByteArrayOutputStream pictures = new ByteArrayOutputStream();
    for (int size : ICO) {
      byte[] png = png(size);
      // One byte a side, 0 meaning 256; then no palette, one plane, 32 bits a pixel.
      header.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0);
      header.putShort((short) 1).putShort((short) 32);
      header.putInt(png.length).putInt(header.capacity() + pictures.size());
      pictures.writeBytes(png);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.array());
    out.writeBytes(pictures.toByteArray());
    return out.toByteArray();
  }

  private byte[] icns() throws IOException {
    ByteArrayOutputStream pictures = new ByteArrayOutputStream();
    for (Map.Entry<String, Integer> entry : ICNS.entrySet()) {
      byte[] png = png(entry.getValue());
      pictures.writeBytes(chunk(entry.getKey(), png.length));
      pictures.writeBytes(png);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(chunk("icns", pictures.size()));
    out.writeBytes(pictures.toByteArray());
    return out.toByteArray();
  }

  private static byte[] chunk(String name, int length) {
    return ByteBuffer.allocate(ICNS_HEADER)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(ICNS_HEADER + length)
        .array();
  }
}
