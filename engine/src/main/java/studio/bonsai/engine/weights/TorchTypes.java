// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.Map;

/** PyTorch's names of storages and types. */
final class TorchTypes {
  private static final Map<String, DataType> STORAGES =
      Map.of(
          "DoubleStorage", DataType.FLOAT64,
          "FloatStorage", DataType.FLOAT32,
          "HalfStorage", DataType.FLOAT16,
          "BFloat16Storage", DataType.BFLOAT16,
          "LongStorage", DataType.INT64,
          "IntStorage", DataType.INT32,
          "ShortStorage", DataType.INT16,
          "CharStorage", DataType.INT8,
          "ByteStorage", DataType.UINT8,
          "BoolStorage", DataType.BOOLEAN);

  private static final Map<String, DataType> TYPES =
      Map.of(
          "float64", DataType.FLOAT64,
          "float32", DataType.FLOAT32,
          "float16", DataType.FLOAT16,
          "bfloat16", DataType.BFLOAT16,
          "int64", DataType.INT64,
          "int32", DataType.INT32,
          "int16", DataType.INT16,
          "int8", DataType.INT8,
          "uint8", DataType.UINT8,
          "bool", DataType.BOOLEAN);

  private TorchTypes() {}

  /** The type of a storage's numbers, null for an untyped one. */
  static DataType ofStorage(Object global) throws IOException {
    if (global instanceof Pickled.Global type && type.module().startsWith("torch")) {
      if (type.name().equals("UntypedStorage")) {
        return null;
      }
      if (STORAGES.containsKey(type.name())) {
        return STORAGES.get(type.name());
      }
    }
    throw new IOException("it has numbers of a kind that Bonsai does not read: " + global);
  }

  static DataType named(Object global) throws IOException {
    if (global instanceof Pickled.Global type
        && type.module().equals("torch")
        && TYPES.containsKey(type.name())) {
      return TYPES.get(type.name());
    }
    throw new IOException("it has numbers of a type that Bonsai does not read: " + global);
  }
}
