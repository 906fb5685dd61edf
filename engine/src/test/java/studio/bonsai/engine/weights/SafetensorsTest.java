// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.kernels.LibTorch;

class SafetensorsTest {
  private static final String SOUND =
      "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
          + "'b':{'dtype':'U8','shape':[4],'data_offsets':[8,12]}}";

  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = LibTorch.newManager(Compute.cpu());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    out.write(new byte[dataBytes]);
    return Files.write(folder.resolve("x.safetensors"), out.toByteArray());
  }

  private String complaint(String header, int dataBytes) throws IOException {
    Path file = file(header, dataBytes);
    String message =
        assertThrows(EngineException.class, () -> Safetensors.open(file).close()).getMessage();
    assertTrue(message.contains(file.toString()), message);
    return message;
  }

  @Test
  void aSoundHeaderIsRead() throws IOException {
    try (Safetensors opened = Safetensors.open(file(SOUND, 12))) {
      assertEquals("float32 [2]", opened.entries().get("a").describe());
      assertEquals("uint8 [4]", opened.entries().get("b").describe());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | 12 | overlaps
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}  |  8 | overlaps
          {'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[2],'data_offsets':[3,5]}}    |  5 | follows a gap
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                                                      |  7 | past the end
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                                                      |  9 | belong to no tensor
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}                                                      |  8 | past the end
          {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}                                                      |  8 | has 8 bytes
          {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}                                                     |  8 | number -2
          {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}                                  |  0 | impossible shape
          {'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}                                   |  8 | number 9999
          {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}                                                    |  8 | VALUE_NUMBER_FLOAT
          {'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}                                                        |  8 | VALUE_NUMBER_INT
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4,8]}}                                                    |  8 | pair of data_offsets
          {'a':{'dtype':'F32','shape':[2]}}                                                                           |  8 | lacks
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':1}}                                             |  8 | field more
          {'a':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}}                                                  |  8 | F8_E4M3
          {'a':{'dtype':7,'shape':[2],'data_offsets':[0,8]}}                                                          |  8 | VALUE_STRING
          {'a':{'dtype':'U8','shape':[0],'data_offsets':[0,0]},'a':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}}    |  0 | twice
          {'__metadata__':{'a':1}}                                                                                    |  0 | VALUE_STRING
          {'__metadata__':[]}                                                                                         |  0 | START_ARRAY
          []                                                                                                          |  0 | START_ARRAY
          {} {}                                                                                                       |  0 | follows
          {'a':                                                                                                       |  0 | not JSON
          """)
  void aLyingHeaderIsRefused(String header, int dataBytes, String reason) throws IOException {
    String message = complaint(header, dataBytes);
    assertTrue(message.contains(reason), message);
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "1", "100000001", "9223372036854775807", "40"})
  void anImpossibleHeaderLengthIsRefused(long length) throws IOException {
    byte[] bytes = new byte[30];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path file = Files.write(folder.resolve("x.safetensors"), bytes);
    String message = assertThrows(EngineException.class, () -> Safetensors.open(file)).getMessage();
    assertTrue(message.contains("its header says"), message);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    Path file = file("{'a?'", 0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] = (byte) 0xff;
    Files.write(file, bytes);
    String message = assertThrows(EngineException.class, () -> Safetensors.open(file)).getMessage();
    assertTrue(message.contains("UTF-8"), message);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file(SOUND, 12));
    for (int length = 0; length < whole.length; length++) {
      Path cut = folder.resolve("cut.safetensors");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThrows(EngineException.class, () -> Safetensors.open(cut));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32", "FLOAT16", "INT64", "INT32", "INT8", "UINT8"})
  void everyNumberTypeComesBackAsWritten(DataType dtype) {
    Path file = folder.resolve("types.safetensors");
    NDArray array = manager.create(new float[] {0, 1, 2, 3, 100, 7}, new Shape(2, 3));
    Safetensors.write(file, Map.of("x", array.toType(dtype, false)), Map.of());
    try (Safetensors opened = Safetensors.open(file)) {
      NDArray back = opened.read(manager, "x");
      assertEquals(dtype, back.getDataType());
      assertArrayEquals(
          new float[] {0, 1, 2, 3, 100, 7}, back.toType(DataType.FLOAT32, true).toFloatArray());
    }
  }

  @Test
  void unsignedNumbersComeBackWidened() throws IOException {
    Path file =
        file(
            "{'l':{'dtype':'U32','shape':[2],'data_offsets':[0,8]},"
                + "'s':{'dtype':'U16','shape':[2],'data_offsets':[8,12]}}",
            12);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    data.position(bytes.length - 12);
    data.putInt(-2).putInt(7).putShort((short) -3).putShort((short) 9);
    Files.write(file, bytes);
    try (Safetensors opened = Safetensors.open(file)) {
      assertArrayEquals(new long[] {(1L << 32) - 2, 7}, opened.read(manager, "l").toLongArray());
      assertArrayEquals(new int[] {(1 << 16) - 3, 9}, opened.read(manager, "s").toIntArray());
    }
  }

  @Test
  void aTypeWithoutAPlaceIsRefusedByNameAndAdvice() throws IOException {
    Path file = file("{'big':{'dtype':'U64','shape':[1],'data_offsets':[0,8]}}", 8);
    String message = assertThrows(EngineException.class, () -> Safetensors.open(file)).getMessage();
    assertEquals(
        "Tensor big of "
            + file
            + " is of type U64, which Bonsai does not read. Use a version of the model in float32,"
            + " float16 or bfloat16.",
        message);
  }

  @Test
  void bfloat16AndInt16ComeBackWidened() throws IOException {
    Path file =
        file(
            "{'b':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]},"
                + "'i':{'dtype':'I16','shape':[2],'data_offsets':[4,8]}}",
            8);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    data.position(bytes.length - 8);
    data.putShort((short) 0x3fc0).putShort((short) 0xc000).putShort((short) -3).putShort((short) 9);
    Files.write(file, bytes);
    try (Safetensors opened = Safetensors.open(file)) {
      assertArrayEquals(new float[] {1.5f, -2}, opened.read(manager, "b").toFloatArray());
      assertArrayEquals(new int[] {-3, 9}, opened.read(manager, "i").toIntArray());
    }
  }

  @Test
  void booleansScalarsAndEmptyTensorsComeBack() {
    Path file = folder.resolve("odd.safetensors");
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("flags", manager.create(new boolean[] {true, false, true}));
    tensors.put("scalar", manager.create(2.5f));
    tensors.put("empty", manager.create(new Shape(0, 4), DataType.FLOAT32));
    Safetensors.write(file, tensors, Map.of("who", "test"));
    try (Safetensors opened = Safetensors.open(file)) {
      assertArrayEquals(
          new boolean[] {true, false, true}, opened.read(manager, "flags").toBooleanArray());
      assertEquals(2.5f, opened.read(manager, "scalar").getFloat());
      assertEquals(0, opened.read(manager, "scalar").getShape().dimension());
      assertEquals(new Shape(0, 4), opened.read(manager, "empty").getShape());
      assertEquals(Map.of("who", "test", "format", "pt"), opened.metadata());
    }
  }

  @Test
  void unalignedTensorsAreReadAllTheSame() throws IOException {
    Path file =
        file(
            "{'b':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},"
                + "'a':{'dtype':'F32','shape':[2],'data_offsets':[1,9]}}",
            9);
    byte[] bytes = Files.readAllBytes(file);
    int start = bytes.length - 8;
    assertFalse(start % 4 == 0, "the tensor must lie askew");
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(start, 1.5f)
        .putFloat(start + 4, -2);
    Files.write(file, bytes);
    try (Safetensors opened = Safetensors.open(file)) {
      assertArrayEquals(new float[] {1.5f, -2}, opened.read(manager, "a").toFloatArray());
    }
  }

  /** Arrays, and views of arrays that are gone, outlive the file and the collector. */
  @Test
  void mappingsLiveAsLongAsTheirManager() {
    Path file = folder.resolve("many.safetensors");
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (int i = 0; i < 64; i++) {
      tensors.put("t" + i, manager.full(new Shape(64, 64), i, DataType.FLOAT32));
    }
    Safetensors.write(file, tensors, Map.of());
    List<NDArray> views = new ArrayList<>();
    try (Safetensors opened = Safetensors.open(file)) {
      for (int i = 0; i < 64; i++) {
        NDArray array = opened.read(manager, "t" + i);
        views.add(array.reshape(4096));
        array.close();
      }
    }
    for (int round = 0; round < 50; round++) {
      System.gc();
      for (int i = 0; i < 64; i++) {
        assertEquals(i * 4096f, views.get(i).sum().getFloat());
      }
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("kept.safetensors");
    Files.writeString(file, "before");
    SafetensorsWriter writer =
        new SafetensorsWriter(Map.of()).add("x", manager.create(1e6f), DataType.FLOAT16);
    String message = assertThrows(EngineException.class, () -> writer.write(file)).getMessage();
    assertTrue(message.contains("float16's range"), message);
    assertEquals("before", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void infinitiesThatWereThereBeforeMayBeStoredAsFloat16() {
    Path file = folder.resolve("inf.safetensors");
    NDArray array = manager.create(new float[] {Float.POSITIVE_INFINITY, -1});
    new SafetensorsWriter(Map.of()).add("x", array, DataType.FLOAT16).write(file);
    try (Safetensors opened = Safetensors.open(file)) {
      assertEquals(
          Float.POSITIVE_INFINITY,
          opened.read(manager, "x").toType(DataType.FLOAT32, true).toFloatArray()[0]);
    }
  }

  @Test
  void aMissingTensorIsNamedWithItsFile() throws IOException {
    try (Safetensors opened = Safetensors.open(file(SOUND, 12))) {
      String message =
          assertThrows(EngineException.class, () -> opened.read(manager, "zz")).getMessage();
      assertTrue(message.contains("zz") && message.contains(opened.path().toString()), message);
    }
  }
}
