// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.picture;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * The texts of a PNG file (chunks tEXt, zTXt and iTXt of the PNG specification, section 11.3.4),
 * read without decoding the picture.
 *
 * @param width as the header says
 * @param height as the header says
 * @param texts by keyword; of two texts of the same keyword the first
 */
record PngTexts(int width, int height, Map<String, String> texts) {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;

  /** No honest text is longer; what unpacks to more is refused. */
  private static final int LONGEST_TEXT = 16 << 20;

  static PngTexts read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new Reader(file.toString(), new DataInputStream(in)).read();
    } catch (NoSuchFileException e) {
      throw new EngineException("There is no picture " + file + ".", e);
    } catch (EOFException e) {
      throw new EngineException(file + " is cut off: the PNG ends too early.", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  private static final class Reader {
    private final String name;
    private final DataInputStream in;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private int width;
    private int height;

    Reader(String name, DataInputStream in) {
      this.name = name;
      this.in = in;
    }

    PngTexts read() throws IOException {
      ByteBuffer start = ByteBuffer.wrap(in.readNBytes(Long.BYTES));
      if (start.remaining() < Long.BYTES || start.getLong() != SIGNATURE) {
        throw new EngineException(name + " is not a PNG file.");
      }
      while (readChunk()) {
        // The chunk has been taken in.
      }
      if (width < 1 || height < 1) {
        throw damaged("it has no size");
      }
      return new PngTexts(width, height, texts);
    }

    /** False once the end was read. */
    private boolean readChunk() throws IOException {
      int length = in.readInt();
      byte[] typeBytes = in.readNBytes(4);
      String type = new String(typeBytes, StandardCharsets.ISO_8859_1);
      if (length < 0 || !type.matches("[A-Za-z]{4}")) {
        throw damaged("it has a chunk of no type");
      }
      switch (type) {
        case "IHDR" -> readHeader(data(typeBytes, length));
        case "tEXt" -> readLatin(data(typeBytes, length), false);
        case "zTXt" -> readLatin(data(typeBytes, length), true);
        case "iTXt" -> readInternational(data(typeBytes, length));
        default -> in.skipNBytes(length + 4L);
      }
      return !type.equals("IEND");
    }

    private ByteBuffer data(byte[] type, int length) throws IOException {
      if (length > LONGEST_TEXT) {
        throw damaged("a text of " + length + " bytes is too long");
      }
      byte[] bytes = in.readNBytes(length);
      CRC32 crc = new CRC32();
      crc.update(type);
      crc.update(bytes);
      if (in.readInt() != (int) crc.getValue()) {
        throw damaged("a checksum is wrong");
      }
      return ByteBuffer.wrap(bytes);
    }

    private void readHeader(ByteBuffer data) {
      if (data.remaining() != 13) {
        throw damaged("its header has the wrong length");
      }
      width = data.getInt();
      height = data.getInt();
    }

    private void readLatin(ByteBuffer data, boolean compressed) throws IOException {
      String keyword = untilZero(data, StandardCharsets.ISO_8859_1);
      if (compressed) {
        skipMethod(data);
      }
      put(keyword, rest(data, compressed), StandardCharsets.ISO_8859_1);
    }

    private void readInternational(ByteBuffer data) throws IOException {
      String keyword = untilZero(data, StandardCharsets.ISO_8859_1);
      boolean compressed = skipMethod(data) == 1;
      skipMethod(data);
      untilZero(data, StandardCharsets.ISO_8859_1);
      untilZero(data, StandardCharsets.UTF_8);
      put(keyword, rest(data, compressed), StandardCharsets.UTF_8);
    }

    private void put(String keyword, byte[] text, Charset charset) {
      texts.putIfAbsent(keyword, new String(text, charset));
    }

    private byte skipMethod(ByteBuffer data) {
      if (!data.hasRemaining()) {
        throw damaged("a text ends too early");
      }
      return data.get();
    }

    private String untilZero(ByteBuffer data, Charset charset) {
      ByteArrayOutputStream name = new ByteArrayOutputStream();
      while (data.hasRemaining()) {
        byte next = data.get();
        if (next == 0) {
          return name.toString(charset);
        }
        name.write(next);
      }
      throw damaged("a text has no name");
    }

    private byte[] rest(ByteBuffer data, boolean compressed) throws IOException {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      return compressed ? inflate(bytes) : bytes;
    }

    private byte[] inflate(byte[] bytes) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
        out.write(inflated.readNBytes(LONGEST_TEXT + 1));
      } catch (EOFException | ZipException e) {
        throw damaged("a text cannot be unpacked");
      }
      if (out.size() > LONGEST_TEXT) {
        throw damaged("a text unpacks to more than " + LONGEST_TEXT + " bytes");
      }
      return out.toByteArray();
    }

    private EngineException damaged(String what) {
      return new EngineException(name + " is a damaged PNG: " + what + ".");
    }
  }
}
