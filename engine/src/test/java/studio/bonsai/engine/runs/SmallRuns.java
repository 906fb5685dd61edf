// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runs;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import studio.bonsai.engine.EmbeddedModel;
import studio.bonsai.engine.LearningRate;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.TrainingRequest;
import studio.bonsai.engine.TrainingRequest.Diffusion;
import studio.bonsai.engine.TrainingRequest.Goal;
import studio.bonsai.engine.TrainingRequest.Pictures;
import studio.bonsai.engine.TrainingSettings;
import studio.bonsai.engine.TrainingSettings.Keeping;
import studio.bonsai.engine.TrainingSettings.Noise;
import studio.bonsai.engine.TrainingSettings.Optimizer;

/** Runs of a few steps over a few drawn pictures. */
public final class SmallRuns {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  private SmallRuns() {}

  /** Captioned squares of three colours. */
  public static Path pictures(Path folder) {
    try {
      Files.createDirectories(folder);
      StringBuilder table = new StringBuilder("file_name,text\n");
      for (int i = 0; i < COLOURS.size(); i++) {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(List.of(Color.RED, Color.GREEN, Color.BLUE).get(i));
        pen.fillRect(4, 4, 20, 24);
        pen.dispose();
        ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
        table.append(i).append(".png,a ").append(COLOURS.get(i)).append(" square\n");
      }
      Files.writeString(folder.resolve("metadata.csv"), table);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything on that has a state: averages, two batches a step, two workers. */
  public static TrainingRequest request(Goal goal, Path pictures, long steps, double rate) {
    return new TrainingRequest(
        goal,
        new Pictures(pictures, 32, false, true, Optional.empty()),
        new TrainingSettings(
            steps,
            2,
            2,
            2,
            LearningRate.constant(rate),
            Optimizer.paper(),
            OptionalDouble.of(0.9),
            new Noise(OptionalDouble.of(5), 0.05, 0.2),
            false,
            Precision.FLOAT32,
            new Keeping(2, 2, 1000),
            7),
        List.of());
  }

  /** The embedded model learns on, text encoder included. */
  public static TrainingRequest request(Path pictures, long steps) {
    Goal goal = new Diffusion(EmbeddedModel.folder(), true, false, Optional.empty());
    return request(goal, pictures, steps, 1e-4);
  }
}
