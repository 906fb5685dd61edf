// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.kernels.Recording;

/**
 * Decodes overlapping tiles and blends them linearly, first with the one above, then with the one
 * to the left; the arithmetic of diffusers' {@code AutoencoderKL.tiled_decode}.
 */
final class TiledDecoder {
  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private final Autoencoder autoencoder;
  private final int tile;
  private final int stride;
  private final int overlap;
  private final int kept;

  TiledDecoder(Autoencoder autoencoder, int tile) {
    if (tile < 4) {
      throw new IllegalArgumentException("a tile has at least 4 latent pixels, got " + tile);
    }
    int factor = autoencoder.config().factor();
    this.autoencoder = autoencoder;
    this.tile = tile;
    stride = tile - tile / 4;
    overlap = tile / 4 * factor;
    kept = stride * factor;
  }

  NDArray decode(NDArray latent) {
    try (NDManager scope = latent.getManager().newSubManager()) {
      NDList bands = new NDList();
      List<NDArray> above = List.of();
      for (long top = 0; top < latent.getShape().get(ROWS); top += stride) {
        List<NDArray> row = decodeRow(scope, latent, top);
        bands.add(joined(row, above));
        above.forEach(NDArray::close);
        above = row;
      }
      NDArray picture = NDArrays.concat(bands, ROWS);
      picture.attach(latent.getManager());
      return picture;
    }
  }

  /** Blends a row's tiles with their neighbours, in place, and joins what is kept of them. */
  private NDArray joined(List<NDArray> row, List<NDArray> above) {
    NDList pieces = new NDList();
    for (int i = 0; i < row.size(); i++) {
      NDArray left = i == 0 ? null : row.get(i - 1);
      row.set(i, blended(row.get(i), above.isEmpty() ? null : above.get(i), left));
      pieces.add(slice(slice(row.get(i), ROWS, 0, kept), COLUMNS, 0, kept));
    }
    return NDArrays.concat(pieces, COLUMNS);
  }

  private List<NDArray> decodeRow(NDManager scope, NDArray latent, long top) {
    List<NDArray> row = new ArrayList<>();
    try (NDArray band = slice(latent, ROWS, top, top + tile)) {
      for (long left = 0; left < latent.getShape().get(COLUMNS); left += stride) {
        try (NDArray part = slice(band, COLUMNS, left, left + tile)) {
          NDArray decoded = autoencoder.decode(part);
          decoded.attach(scope);
          row.add(decoded);
        }
      }
    }
    return row;
  }

  private NDArray blended(NDArray piece, NDArray above, NDArray left) {
    NDArray result = piece;
    if (above != null) {
      result = blend(above, result, ROWS);
    }
    if (left != null) {
      result = blend(left, result, COLUMNS);
    }
    return result;
  }

  /** Fades from the end of one tile into the beginning of the next; closes the next. */
  private NDArray blend(NDArray before, NDArray after, int axis) {
    long end = before.getShape().get(axis);
    long length = Math.min(Math.min(end, after.getShape().get(axis)), overlap);
    try (NDManager scope = after.getManager().newSubManager()) {
      NDArray tail = slice(before, axis, end - length, end);
      NDArray head = slice(after, axis, 0, length);
      NDArray rest = slice(after, axis, length, after.getShape().get(axis));
      tail.attach(scope);
      head.attach(scope);
      rest.attach(scope);
      NDArray weight = ramp(scope, length, axis, after.getDataType());
      NDArray faded = tail.mul(weight.neg().add(1)).add(head.mul(weight));
      NDArray joined = faded.concat(rest, axis);
      joined.attach(after.getManager());
      after.close();
      return joined;
    }
  }

  private static NDArray ramp(NDManager scope, long length, int axis, DataType type) {
    NDArray ramp =
        Recording.times(scope.arange(0f, (float) length, 1f, DataType.FLOAT32), 1.0 / length);
    return (axis == ROWS ? ramp.reshape(1, 1, length, 1) : ramp.reshape(1, 1, 1, length))
        .toType(type, false);
  }

  private static NDArray slice(NDArray array, int axis, long from, long to) {
    long end = Math.min(to, array.getShape().get(axis));
    NDIndex index = new NDIndex().addAllDim(axis).addSliceDim(from, end);
    return array.get(index);
  }
}
