// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * Pictures in WebDataset's tars, found by a table of their places: each is read by itself, without
 * unpacking. Of the tars few are open at a time.
 */
final class TarPictures implements CaptionedPictures {
  private static final int MOST_OPEN = 64;

  private final Path path;
  private final List<Path> tars;
  private final PackedTexts names = new PackedTexts();
  private final PackedTexts captions = new PackedTexts();
  private int[] tarOf = new int[1024];
  private long[] begins = new long[1024];
  private int[] lengths = new int[1024];

  private final Map<Integer, FileChannel> open =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, FileChannel> eldest) {
          if (size() > MOST_OPEN) {
            closeQuietly(eldest.getValue());
            return true;
          }
          return false;
        }
      };

  TarPictures(Path path, List<Path> tars) {
    this.path = path;
    this.tars = tars;
  }

  /** Adds a picture whose file lies at a stretch of a tar; a line for each caption. */
  void add(int tar, String name, long begin, int length, String lines) {
    int index = names.size();
    if (index == tarOf.length) {
      tarOf = Arrays.copyOf(tarOf, 2 * index);
      begins = Arrays.copyOf(begins, 2 * index);
      lengths = Arrays.copyOf(lengths, 2 * index);
    }
    tarOf[index] = tar;
    begins[index] = begin;
    lengths[index] = length;
    names.add(name);
    captions.add(lines);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Layout layout() {
    return Layout.TARS;
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public List<String> captions(int index) {
    return List.of(captions.get(index).split("\n", -1));
  }

  @Override
  public byte[] bytes(int index) {
    BoundedFile.check(name(index), lengths[index]);
    ByteBuffer bytes = ByteBuffer.allocate(lengths[index]);
    while (true) {
      try {
        return read(channel(tarOf[index]), begins[index], bytes).array();
      } catch (ClosedChannelException e) {
        // Another thread needed more tars than may be open; begin again.
        bytes.clear();
      } catch (IOException e) {
        throw new EngineException("Cannot read " + name(index) + ": " + FileFailure.reason(e), e);
      }
    }
  }

  private ByteBuffer read(FileChannel channel, long begin, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, begin + bytes.position()) < 0) {
        throw new IOException("the tar ends too early");
      }
    }
    return bytes;
  }

  private FileChannel channel(int tar) throws IOException {
    synchronized (open) {
      FileChannel channel = open.get(tar);
      if (channel == null || !channel.isOpen()) {
        channel = FileChannel.open(tars.get(tar));
        open.put(tar, channel);
      }
      return channel;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read from.
    }
  }

  @Override
  public void close() {
    synchronized (open) {
      open.values().forEach(TarPictures::closeQuietly);
      open.clear();
    }
  }
}
