// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Numbers and text as pickles write them. */
final class PickleScalars {
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_INTEGER = 1024;

  private PickleScalars() {}

  static String line(ByteSource in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
      text.append((char) next);
      if (text.length() > LONGEST_LINE) {
        throw new IOException("its pickle has an endless line");
      }
    }
    return text.toString();
  }

  static Object decimal(String text) throws IOException {
    try {
      // Protocol 0 writes booleans so.
      return switch (text) {
        case "00" -> false;
        case "01" -> true;
        default -> Long.valueOf(text);
      };
    } catch (NumberFormatException e) {
      throw new IOException("its pickle has a broken number", e);
    }
  }

  static Double real(String text) throws IOException {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IOException("its pickle has a broken number", e);
    }
  }

  /** Little-endian two's complement; a Long where it fits. */
  static Object integer(ByteSource in, long length) throws IOException {
    if (length > LONGEST_INTEGER) {
      throw new IOException("its pickle has an endless number");
    }
    byte[] bytes = in.read(length);
    for (int i = 0; i < bytes.length / 2; i++) {
      byte other = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = bytes[i];
      bytes[i] = other;
    }
    BigInteger number = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  static String utf8(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its pickle has text that is not UTF-8", e);
    }
  }

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
