// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.function.Function;

/**
 * A picture of a latent for next to nothing: each latent pixel's colour is a linear map of its
 * channels, fitted by least squares to what the model's own encoder makes of coloured surfaces.
 */
public final class LinearPreview {
  /** Side of a surface in latent pixels, and how many there are across and down. */
  private static final int SURFACE = 4;

  private static final int ACROSS = 6;
  private static final int DOWN = 4;

  /** Of the latent of the picture that the map is fitted to. */
  public static final long PIXELS = (long) ACROSS * DOWN * SURFACE * SURFACE;

  /** Keeps the fit calm where channels move together. */
  private static final double RIDGE = 1e-3;

  /** One row a colour: the weight of each latent channel, then a constant. */
  private final double[][] map;

  private LinearPreview(double[][] map) {
    this.map = map;
  }

  /**
   * Fits the map to a model: one pass of the encoder over a picture of 24x16 latent pixels.
   *
   * @param encoder takes a picture of float32, computes in whatever type
   */
  public static LinearPreview fit(
      Function<NDArray, Posterior> encoder, AutoencoderConfig config, NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      float[] colours = surfaces();
      NDArray picture = picture(scope, colours, config.factor());
      try (Posterior posterior = encoder.apply(picture)) {
        float[] latent = posterior.mean().toType(DataType.FLOAT32, false).toFloatArray();
        return new LinearPreview(solve(latent, colours, config.latentChannels()));
      }
    }
  }

  /** [3, h, w] in latent pixels: random colours, the first two black and white. */
  private static float[] surfaces() {
    Random random = new Random(0);
    int width = ACROSS * SURFACE;
    int area = width * DOWN * SURFACE;
    float[] colours = new float[3 * area];
    for (int surface = 0; surface < ACROSS * DOWN; surface++) {
      for (int c = 0; c < 3; c++) {
        float value = surface < 2 ? 2f * surface - 1 : random.nextFloat() * 2 - 1;
        int corner = surface / ACROSS * SURFACE * width + surface % ACROSS * SURFACE;
        for (int i = 0; i < SURFACE * SURFACE; i++) {
          colours[c * area + corner + i / SURFACE * width + i % SURFACE] = value;
        }
      }
    }
    return colours;
  }

  private static NDArray picture(NDManager manager, float[] colours, int factor) {
    Shape shape = new Shape(1, 3, (long) DOWN * SURFACE, (long) ACROSS * SURFACE);
    return manager.create(colours, shape).repeat(2, factor).repeat(3, factor);
  }

  /** Least squares over all latent pixels, by the normal equations. */
  private static double[][] solve(float[] latent, float[] colours, int channels) {
    double[][] system = normalEquations(latent, colours, channels);
    for (int i = 0; i < channels; i++) {
      system[i][i] += RIDGE;
    }
    eliminate(system);
    int n = system.length;
    double[][] map = new double[3][n];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        map[c][i] = system[i][n + c];
      }
    }
    return map;
  }

  /** A row for each channel and one for the constant; behind them the three colours. */
  private static double[][] normalEquations(float[] latent, float[] colours, int channels) {
    int area = colours.length / 3;
    int n = channels + 1;
    double[][] system = new double[n][n + 3];
    double[] row = new double[n + 3];
    for (int pixel = 0; pixel < area; pixel++) {
      for (int i = 0; i < n; i++) {
        row[i] = i < channels ? latent[i * area + pixel] : 1;
      }
      for (int c = 0; c < 3; c++) {
        row[n + c] = colours[c * area + pixel];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n + 3; j++) {
          system[i][j] += row[i] * row[j] / area;
        }
      }
    }
    return system;
  }

  /** Gauss and Jordan; the matrix is positive definite, so no pivot vanishes. */
  private static void eliminate(double[][] system) {
    int n = system.length;
    for (int pivot = 0; pivot < n; pivot++) {
      double scale = system[pivot][pivot];
      for (int j = 0; j < system[pivot].length; j++) {
        system[pivot][j] /= scale;
      }
      for (int i = 0; i < n; i++) {
        double factor = system[i][pivot];
        if (i != pivot && factor != 0) {
          for (int j = 0; j < system[i].length; j++) {
            system[i][j] -= factor * system[pivot][j];
          }
        }
      }
    }
  }

  /**
   * The picture at the latent's own size.
   *
   * @param latent [B, C, h, w]
   * @return [B, 3, h, w], nominally in [-1, 1], owned by the latent's manager
   */
  public NDArray decode(NDArray latent) {
    Shape shape = latent.getShape();
    try (NDManager scope = latent.getManager().newSubManager()) {
      int channels = map[0].length - 1;
      float[] weights = new float[3 * channels];
      float[] constants = new float[3];
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < channels; i++) {
          weights[c * channels + i] = (float) map[c][i];
        }
        constants[c] = (float) map[c][channels];
      }
      NDArray matrix = scope.create(weights, new Shape(3, channels));
      NDArray flat = latent.toType(DataType.FLOAT32, false).reshape(shape.get(0), channels, -1);
      NDArray colours = matrix.matMul(flat).add(scope.create(constants, new Shape(1, 3, 1)));
      NDArray picture = colours.reshape(shape.get(0), 3, shape.get(2), shape.get(3));
      picture.attach(latent.getManager());
      return picture;
    }
  }
}
