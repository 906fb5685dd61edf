// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ReferenceTensors;
import studio.bonsai.engine.kernels.LibTorch;

/** Against the files of {@code src/reference/pickles.py}. */
class TorchPickleTest {
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

  private static Path fixture(String name) {
    return ReferenceTensors.path("weights/" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.ckpt", "legacy.ckpt", "plain.bin"})
  void everyTensorComesOutAsTorchSavedIt(String name) {
    try (TensorFile opened = TensorFile.open(fixture(name));
        Safetensors expected = Safetensors.open(fixture("pickled.safetensors"))) {
      assertEquals(18, expected.entries().size());
      assertEquals(expected.entries().keySet(), new TreeSet<>(opened.entries().keySet()));
      for (String tensor : expected.entries().keySet()) {
        NDArray want = expected.read(manager, tensor);
        NDArray have = opened.read(manager, tensor);
        assertEquals(want.getDataType(), have.getDataType(), tensor);
        assertEquals(want.getShape(), have.getShape(), tensor);
        assertArrayEquals(bytes(want), bytes(have), tensor);
      }
    }
  }

  private static byte[] bytes(NDArray array) {
    return array.isEmpty() ? new byte[0] : array.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attack_zip.ckpt", "attack_legacy.ckpt"})
  void aPickleThatWouldRunCodeIsRefusedByName(String name) {
    String message =
        assertThrows(EngineException.class, () -> TensorFile.open(fixture(name))).getMessage();
    assertTrue(message.contains("system"), message);
    assertTrue(message.contains(name), message);
    assertTrue(message.contains("run code"), message);
  }

  @Test
  void aCompressedArchiveIsRefusedUnread() {
    String message =
        assertThrows(EngineException.class, () -> TensorFile.open(fixture("bomb.ckpt")))
            .getMessage();
    assertTrue(message.contains("is compressed"), message);
  }

  /** The fields of the first entry in an archive's table of contents, PKWARE APPNOTE 4.3.12. */
  @ParameterizedTest
  @CsvSource({
    "24, 7, unpacks to more than it is",
    "10, 8, is compressed",
    " 8, 1, is encrypted",
    "28, 9, table of contents is broken",
    "42, 1, is not where the table says"
  })
  void anArchiveThatLiesOfItsEntriesIsRefused(int field, int change, String reason)
      throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("zip.ckpt"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("PK\001\002") + field] += (byte) change;
    Path file = Files.write(folder.resolve("lying.ckpt"), bytes);
    String message = assertThrows(EngineException.class, () -> TensorFile.open(file)).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void numbersOfAnotherByteOrderAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("zip.ckpt"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("little", text.indexOf("byteorder"))] = 'b';
    Path file = Files.write(folder.resolve("big.ckpt"), bytes);
    String message = assertThrows(EngineException.class, () -> TensorFile.open(file)).getMessage();
    assertTrue(message.contains("big-endian"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.ckpt", "legacy.ckpt"})
  void everyTruncationIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name));
    for (int length = 0; length < whole.length; length += 7) {
      Path cut = folder.resolve("cut.ckpt");
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(EngineException.class, () -> TensorFile.open(cut), "at " + length);
    }
  }

  static List<Arguments> aBrokenPickleIsRefused() {
    return List.of(
        Arguments.of("cbuiltins~eval~U\u00031+1\u0085R.", "builtins.eval"),
        Arguments.of("cos~system~U\u0002ls\u0085\u0081.", "os.system"),
        Arguments.of("U\u0002osU\u0006system\u0093U\u0002ls\u0085R.", "system"),
        Arguments.of("(U\u0002lsios~system~.", "opcode 0x69"),
        Arguments.of("cos~system~)R}b.", "os.system"),
        Arguments.of("N}b.", "setting a state"),
        Arguments.of("}U\u0001aU\u0001bcos~path~sb.", "of what is no dict"),
        Arguments.of(".", "empty stack"),
        Arguments.of("h\u0005.", "never kept"),
        Arguments.of("]U\u0001as.", "empty stack"),
        Arguments.of("]U\u0001aNs.", "no dict"),
        Arguments.of("X\u00ff\u00ff\u00ff\u007f", "more bytes than it has"),
        Arguments.of("\u008a\u00ff", "more bytes than it has"),
        Arguments.of("\u008b\u00ff\u00ff\u00ff\u007f", "endless number"),
        Arguments.of("U\u0003abcQ.", "no list"),
        Arguments.of("I12x~.", "broken number"),
        Arguments.of("}.", "no tensors"),
        Arguments.of("].", "no dictionary"),
        Arguments.of("\u0080\u0009.", "protocol 9"),
        Arguments.of("\u00a0.", "opcode 0xa0"));
  }

  /** Pickles written by hand: what stands after the protocol, in ISO 8859-1. */
  @ParameterizedTest
  @MethodSource
  void aBrokenPickleIsRefused(String pickle, String reason) throws IOException {
    Path file = archive(pickle.replace('~', '\n').getBytes(StandardCharsets.ISO_8859_1));
    String message = assertThrows(EngineException.class, () -> TensorFile.open(file)).getMessage();
    assertTrue(message.contains(reason), message);
  }

  /** Lists within lists, doubled thirty times: a billion paths through sixty objects. */
  @Test
  void nestedContainersCostNoMoreThanTheirLength() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(']');
    for (int i = 0; i < 200; i++) {
      pickle.writeBytes(new byte[] {'2', (byte) 0x86});
    }
    byte[] nested = pickle.toByteArray();
    pickle.reset();
    pickle.write('}');
    pickle.writeBytes(nested);
    pickle.writeBytes("U\u0001vs.".getBytes(StandardCharsets.ISO_8859_1));
    Path file = archive(pickle.toByteArray());
    String message = assertThrows(EngineException.class, () -> TensorFile.open(file)).getMessage();
    assertTrue(message.contains("no tensors"), message);
  }

  @Test
  void anArchiveWithoutPickleIsRefused() throws IOException {
    Path file = folder.resolve("x.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      store(zip, "archive/other", new byte[4]);
    }
    String message = assertThrows(EngineException.class, () -> TensorFile.open(file)).getMessage();
    assertTrue(message.contains("without data.pkl"), message);
  }

  private Path archive(byte[] pickle) throws IOException {
    Path file = folder.resolve("x.ckpt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      byte[] whole = new byte[pickle.length + 2];
      whole[0] = (byte) 0x80;
      whole[1] = 2;
      System.arraycopy(pickle, 0, whole, 2, pickle.length);
      store(zip, "archive/data.pkl", whole);
    }
    return file;
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
