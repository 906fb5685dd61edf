// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of a ZIP archive whose entries are all stored, which is how PyTorch writes them: an
 * entry is then a stretch of the file that can be mapped, and nothing can unpack to more than it
 * is. Format: PKWARE APPNOTE 6.3.10, zip64 included.
 */
final class StoredZip {
  /** Where an entry's bytes lie in the file. */
  record Entry(long begin, long length) {}

  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64 = 0x06064b50;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long LARGEST_TABLE = 64L << 20;
  private static final long IN_EXTRA = 0xffffffffL;

  private final FileChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private StoredZip(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IOException saying what is wrong with the archive, as the end of a sentence
   */
  static Map<String, Entry> entries(FileChannel channel) throws IOException {
    StoredZip zip = new StoredZip(channel);
    zip.readTable();
    return zip.entries;
  }

  private void readTable() throws IOException {
    long end = findEnd();
    ByteBuffer record = ByteSource.read(channel, end, END_SIZE);
    long size = Integer.toUnsignedLong(record.getInt(12));
    long offset = Integer.toUnsignedLong(record.getInt(16));
    if (end >= LOCATOR_SIZE) {
      ByteBuffer locator = ByteSource.read(channel, end - LOCATOR_SIZE, LOCATOR_SIZE);
      if (locator.getInt(0) == LOCATOR64) {
        ByteBuffer wide = ByteSource.read(channel, locator.getLong(8), 56);
        check(wide.getInt(0) == END64, "its zip64 record is missing");
        size = wide.getLong(40);
        offset = wide.getLong(48);
      }
    }
    check(
        size >= 0 && size <= LARGEST_TABLE && offset >= 0 && offset <= end - size,
        "its table of contents lies outside of it");
    ByteBuffer table = ByteSource.read(channel, offset, (int) size);
    while (table.hasRemaining()) {
      readEntry(table, offset);
    }
  }

  private long findEnd() throws IOException {
    long size = channel.size();
    int length = (int) Math.min(size, END_SIZE + LONGEST_COMMENT);
    ByteBuffer tail = ByteSource.read(channel, size - length, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END
          && at + END_SIZE + Short.toUnsignedInt(tail.getShort(at + 20)) == length) {
        return size - length + at;
      }
    }
    throw new IOException("its table of contents is missing");
  }

  private void readEntry(ByteBuffer table, long dataEnd) throws IOException {
    int at = table.position();
    check(
        table.remaining() >= ENTRY_SIZE && table.getInt(at) == ENTRY,
        "its table of contents is broken");
    int nameLength = Short.toUnsignedInt(table.getShort(at + 28));
    int extraLength = Short.toUnsignedInt(table.getShort(at + 30));
    int commentLength = Short.toUnsignedInt(table.getShort(at + 32));
    check(
        table.remaining() >= ENTRY_SIZE + nameLength + extraLength + commentLength,
        "its table of contents is broken");
    String name =
        StandardCharsets.UTF_8.decode(table.slice(at + ENTRY_SIZE, nameLength)).toString();
    check((table.getShort(at + 8) & 1) == 0, "entry " + name + " is encrypted");
    check(table.getShort(at + 10) == 0, "entry " + name + " is compressed, as PyTorch never does");
    long[] wide = {
      Integer.toUnsignedLong(table.getInt(at + 24)),
      Integer.toUnsignedLong(table.getInt(at + 20)),
      Integer.toUnsignedLong(table.getInt(at + 42))
    };
    readExtra(table, at + ENTRY_SIZE + nameLength, extraLength, wide);
    check(wide[0] == wide[1], "entry " + name + " says it unpacks to more than it is");
    table.position(at + ENTRY_SIZE + nameLength + extraLength + commentLength);
    add(name, wide[2], wide[0], dataEnd);
  }

  /** Sizes and offset that do not fit 32 bits stand in extra field 1, in this order. */
  private static void readExtra(ByteBuffer table, int begin, int length, long[] wide) {
    int at = begin;
    int end = begin + length;
    while (at + 4 <= end) {
      int id = Short.toUnsignedInt(table.getShort(at));
      int next = at + 4 + Short.toUnsignedInt(table.getShort(at + 2));
      int value = at + 4;
      for (int i = 0; id == 1 && i < wide.length; i++) {
        if (wide[i] == IN_EXTRA && value + Long.BYTES <= Math.min(next, end)) {
          wide[i] = table.getLong(value);
          value += Long.BYTES;
        }
      }
      at = next;
    }
  }

  private void add(String name, long local, long length, long dataEnd) throws IOException {
    check(local >= 0 && local <= dataEnd - LOCAL_SIZE, "entry " + name + " lies outside of it");
    ByteBuffer header = ByteSource.read(channel, local, LOCAL_SIZE);
    check(header.getInt(0) == LOCAL, "entry " + name + " is not where the table says");
    long begin =
        local
            + LOCAL_SIZE
            + Short.toUnsignedInt(header.getShort(26))
            + Short.toUnsignedInt(header.getShort(28));
    check(length >= 0 && begin <= dataEnd - length, "entry " + name + " runs past its end");
    check(entries.put(name, new Entry(begin, length)) == null, "it has two entries " + name);
  }

  private static void check(boolean sound, String complaint) throws IOException {
    if (!sound) {
      throw new IOException(complaint);
    }
  }
}
