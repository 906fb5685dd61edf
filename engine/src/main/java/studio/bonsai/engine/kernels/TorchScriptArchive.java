// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch::jit::load} reads: a ZIP of TorchScript sources and one pickled module
 * object whose attributes are the constants. Format: torch/csrc/jit/serialization of libtorch 2.7.
 */
final class TorchScriptArchive {
  private static final String ROOT = "kernel/";

  private TorchScriptArchive() {}

  /**
   * @param className the class that {@code __torch__.py} defines
   * @param sources file name below {@code code/} to TorchScript text
   * @param constants attribute name to a Long, Double or Boolean
   */
  static byte[] write(
      String className, Map<String, String> sources, Map<String, Object> constants) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", module(className, constants));
      for (Map.Entry<String, String> source : sources.entrySet()) {
        store(zip, "code/" + source.getKey(), source.getValue().getBytes(StandardCharsets.UTF_8));
      }
      // The pickle of an empty tuple: no tensor constants.
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(ROOT + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] module(String className, Map<String, Object> constants) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\n" + className + "\n");
    out.writeBytes(")\u0081}(");
    attribute(out, "training", false);
    for (Map.Entry<String, Object> constant : constants.entrySet()) {
      attribute(out, constant.getKey(), constant.getValue());
    }
    out.writeBytes("ub.");
    return bytes.toByteArray();
  }

  private static void attribute(DataOutputStream out, String name, Object value)
      throws IOException {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.writeByte('X');
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
    if (value instanceof Boolean flag) {
      out.writeByte(flag ? 0x88 : 0x89);
    } else if (value instanceof Double number) {
      out.writeByte('G');
      out.writeDouble(number);
    } else if (value instanceof Long number) {
      // LONG1 with eight little-endian bytes.
      out.write(new byte[] {(byte) 0x8a, 8});
      out.writeLong(Long.reverseBytes(number));
    } else {
      throw new IllegalArgumentException("a kernel constant is a Long, Double or Boolean: " + name);
    }
  }
}
