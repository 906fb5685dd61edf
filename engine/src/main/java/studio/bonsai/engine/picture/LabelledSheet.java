// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import studio.bonsai.engine.PictureSheet;
import studio.bonsai.engine.PictureSheet.Drawn;
import studio.bonsai.engine.PictureSheet.Missing;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.SourceImage;

/** Draws {@link PictureSheet}s: the pictures as a {@link PictureGrid}, words around them. */
public final class LabelledSheet {
  private static final Color INK = new Color(0x1f2328);
  private static final Color MUTED = new Color(0x656d76);
  private static final Color BLANK = new Color(0xf0f2f4);
  private static final int EMPTY_CELL = 256;

  private final PictureSheet sheet;
  private final PictureGrid grid;
  private final double share;
  private final Font font;
  private final int pad;
  private final List<TextLayout> title;
  private final List<List<TextLayout>> columns;
  private final List<List<TextLayout>> rows;
  private final int left;
  private final int top;

  private LabelledSheet(PictureSheet sheet) {
    this.sheet = sheet;
    int cellWidth = largest(sheet, PngTexts::width);
    grid =
        PictureGrid.table(
            sheet.columns().size(),
            sheet.rows().size(),
            Math.max(2, cellWidth / 128),
            cellWidth,
            largest(sheet, PngTexts::height));
    share = (double) grid.cellWidth() / cellWidth;
    int size = Math.max(11, Math.min(40, grid.cellWidth() / 18));
    font = new Font(Font.SANS_SERIF, Font.PLAIN, size);
    pad = size;
    columns = sheet.columns().stream().map(text -> wrap(text, grid.cellWidth())).toList();
    rows = sheet.rows().stream().map(t -> wrap(t, Math.max(grid.cellWidth(), 10 * pad))).toList();
    int labels = rows.stream().mapToInt(LabelledSheet::width).max().orElse(0);
    left = labels == 0 ? pad : labels + 2 * pad;
    title = wrap(sheet.title(), Math.max(left + gridWidth() - pad, 24 * pad));
    int headers = columns.stream().mapToInt(this::height).max().orElse(0);
    top = pad + over(height(title)) + over(headers);
  }

  /** A height with room below it, unless there is nothing. */
  private int over(int height) {
    return height == 0 ? 0 : height + pad;
  }

  /**
   * The sheet as a PNG that remembers its first picture's settings and these.
   *
   * @param settings by name
   */
  public static byte[] encode(PictureSheet sheet, Map<String, String> settings) {
    Optional<Parameters> first =
        drawn(sheet).stream()
            .findFirst()
            .flatMap(cell -> PictureMetadata.read(cell.file()).parameters());
    Map<String, String> all = new LinkedHashMap<>();
    first.ifPresent(parameters -> all.putAll(parameters.settings()));
    all.putAll(settings);
    Parameters parameters =
        new Parameters(
            first.map(Parameters::prompt).orElse(sheet.title()),
            first.map(Parameters::negativePrompt).orElse(""),
            all);
    return PngFile.encode(
        new LabelledSheet(sheet).draw(), Map.of(Parameters.KEYWORD, parameters.text()));
  }

  private static List<Drawn> drawn(PictureSheet sheet) {
    return sheet.cells().stream().filter(Drawn.class::isInstance).map(Drawn.class::cast).toList();
  }

  private static int largest(PictureSheet sheet, ToIntFunction<PngTexts> side) {
    return drawn(sheet).stream()
        .mapToInt(cell -> side.applyAsInt(PngTexts.read(cell.file())))
        .max()
        .orElse(EMPTY_CELL);
  }

  private Pixels draw() {
    int width = Math.max(left + gridWidth(), pad + width(title)) + pad;
    int height = top + grid.top(sheet.rows().size() - 1) + grid.cellHeight() + pad;
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 255);
    Pixels whole = new Pixels(width, height, rgb);
    Graphics2D pen = BufferedImages.of(whole).createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    drawLabels(pen);
    for (int row = 0; row < sheet.rows().size(); row++) {
      for (int column = 0; column < sheet.columns().size(); column++) {
        if (sheet.cell(column, row) instanceof Drawn cell) {
          grid.put(column, row, PictureReader.read(SourceImage.of(cell.file())), share);
        }
      }
    }
    copyGrid(whole);
    drawReasons(pen);
    pen.dispose();
    return whole;
  }

  private void drawLabels(Graphics2D pen) {
    pen.setColor(INK);
    write(pen, title, pad, pad, 0);
    pen.setColor(MUTED);
    for (int i = 0; i < columns.size(); i++) {
      List<TextLayout> lines = columns.get(i);
      write(pen, lines, left + grid.left(i), top - pad / 2 - height(lines), grid.cellWidth());
    }
    for (int i = 0; i < rows.size(); i++) {
      List<TextLayout> lines = rows.get(i);
      int middle = top + grid.top(i) + (grid.cellHeight() - height(lines)) / 2;
      write(pen, lines, pad, middle, 0);
    }
  }

  private void copyGrid(Pixels whole) {
    Pixels pictures = grid.sheet();
    int row = 3 * pictures.width();
    for (int y = 0; y < pictures.height(); y++) {
      int target = 3 * ((top + y) * whole.width() + left);
      System.arraycopy(pictures.rgb(), y * row, whole.rgb(), target, row);
    }
  }

  private void drawReasons(Graphics2D pen) {
    int width = grid.cellWidth();
    for (int i = 0; i < sheet.cells().size(); i++) {
      if (sheet.cells().get(i) instanceof Missing missing) {
        int x = left + grid.left(i % sheet.columns().size());
        int y = top + grid.top(i / sheet.columns().size());
        pen.setColor(BLANK);
        pen.fillRect(x, y, width, grid.cellHeight());
        pen.setColor(MUTED);
        pen.setClip(x, y, width, grid.cellHeight());
        List<TextLayout> lines = wrap(missing.reason(), Math.max(1, width - 2 * pad));
        write(pen, lines, x, y + Math.max(0, (grid.cellHeight() - height(lines)) / 2), width);
        pen.setClip(null);
      }
    }
  }

  private int gridWidth() {
    return grid.left(sheet.columns().size() - 1) + grid.cellWidth();
  }

  private List<TextLayout> wrap(String text, int width) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    List<TextLayout> lines = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      AttributedString styled = new AttributedString(line, Map.of(TextAttribute.FONT, font));
      LineBreakMeasurer measurer = new LineBreakMeasurer(styled.getIterator(), context);
      while (measurer.getPosition() < line.length()) {
        lines.add(measurer.nextLayout(width));
      }
    }
    return lines;
  }

  private static int width(List<TextLayout> lines) {
    return (int) Math.ceil(lines.stream().mapToDouble(TextLayout::getAdvance).max().orElse(0));
  }

  private int height(List<TextLayout> lines) {
    return (int) Math.ceil(lines.size() * 1.3 * font.getSize());
  }

  /** Lines from a top on; centred in a width, unless that is 0. */
  private void write(Graphics2D pen, List<TextLayout> lines, int x, int y, int width) {
    float line = y;
    for (TextLayout layout : lines) {
      float indent = width == 0 ? 0 : Math.max(0, (width - layout.getAdvance()) / 2);
      layout.draw(pen, x + indent, line + font.getSize());
      line += 1.3f * font.getSize();
    }
  }
}
