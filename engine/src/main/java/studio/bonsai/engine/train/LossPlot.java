// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Draws the losses of a run as SVG, one line a term, on a logarithmic axis. */
final class LossPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 20;
  private static final int LEGEND = 170;

  /** Rows are averaged to so many points: a line of ten thousand shows nothing but noise. */
  private static final int POINTS = 200;

  private static final Set<String> NO_LOSSES = Set.of("step", "learning_rate", "gradient_norm");

  /** Okabe and Ito's colours, which the colour-blind can tell apart. */
  private static final List<String> COLOURS =
      List.of("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9");

  /** A term over the steps. */
  private static final class Line {
    final String name;
    final double[] steps;
    final double[] values;

    Line(String name, double[] steps, double[] values) {
      this.name = name;
      this.steps = steps;
      this.values = values;
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final double lastStep;
  private final double low;
  private final double high;

  private LossPlot(Map<String, double[]> columns) {
    double[] steps = columns.getOrDefault("step", new double[0]);
    columns.forEach(
        (name, values) -> {
          if (!NO_LOSSES.contains(name)) {
            lines.add(new Line(name, averaged(steps), averaged(values)));
          }
        });
    lastStep = steps.length == 0 ? 1 : Math.max(1, steps[steps.length - 1]);
    double[] all =
        lines.stream()
            .flatMapToDouble(line -> java.util.Arrays.stream(line.values))
            .filter(v -> v > 0 && Double.isFinite(v))
            .sorted()
            .toArray();
    low = all.length == 0 ? 0.1 : Math.pow(10, Math.floor(Math.log10(all[0])));
    high = all.length == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(all[all.length - 1])) + 1);
  }

  /**
   * @param columns as {@link LossLog#columns} has them
   */
  static String svg(Map<String, double[]> columns) {
    return new LossPlot(columns).draw();
  }

  private static double[] averaged(double[] values) {
    int points = Math.min(POINTS, values.length);
    double[] result = new double[points];
    for (int i = 0; i < points; i++) {
      int from = (int) ((long) values.length * i / points);
      int to = (int) ((long) values.length * (i + 1) / points);
      for (int j = from; j < to; j++) {
        result[i] += values[j] / (to - from);
      }
    }
    return result;
  }

  private String draw() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH,
            HEIGHT));
    for (double level = low; level <= high * 1.01; level *= 10) {
      grid(svg, level);
    }
    text(svg, LEFT, HEIGHT - 12, "start", "0");
    text(svg, WIDTH - LEGEND, HEIGHT - 12, "end", String.format("step %d", (long) lastStep));
    for (int i = 0; i < lines.size(); i++) {
      line(svg, lines.get(i), COLOURS.get(i % COLOURS.size()));
      int y = TOP + 20 * i + 10;
      svg.append(
          String.format(
              "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
              WIDTH - LEGEND + 14, y - 6, COLOURS.get(i % COLOURS.size())));
      text(svg, WIDTH - LEGEND + 36, y, "start", lines.get(i).name);
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg, double level) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#cccccc\"/>%n",
            LEFT,
            WIDTH - LEGEND,
            y(level),
            y(level)));
    text(svg, LEFT - 8, (int) y(level) + 4, "end", String.format(Locale.ROOT, "%.0e", level));
  }

  private void line(StringBuilder svg, Line line, String colour) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < line.steps.length; i++) {
      if (line.values[i] > 0 && Double.isFinite(line.values[i])) {
        points.append(
            String.format(Locale.ROOT, "%.1f,%.1f ", x(line.steps[i]), y(line.values[i])));
      }
    }
    svg.append(
        String.format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
            points.toString().strip(), colour));
  }

  private double x(double step) {
    return LEFT + step / lastStep * (WIDTH - LEGEND - LEFT);
  }

  private double y(double value) {
    double share = Math.log(value / low) / Math.log(high / low);
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        String.format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
  }
}
