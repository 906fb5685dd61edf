// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/** The formats of weights, told apart by their first bytes rather than by what a name promises. */
enum FileFormat {
  SAFETENSORS,
  SHARDS,
  TORCH;

  private static final int HEAD = 64;

  TensorFile open(Path file) {
    return switch (this) {
      case SAFETENSORS -> Safetensors.open(file);
      case SHARDS -> ShardedTensors.open(file);
      case TORCH -> TorchPickle.open(file);
    };
  }

  static FileFormat of(Path file) {
    if (file.toString().matches("(?s).*\\.index(\\.\\w+)?\\.json")) {
      return SHARDS;
    }
    byte[] head = head(file);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6") || isPickle(head)) {
      return TORCH;
    }
    boolean braced = head.length > Long.BYTES && head[Long.BYTES] == '{';
    if (braced || (file.toString().endsWith(".safetensors") && !isText(text))) {
      return SAFETENSORS;
    }
    throw new EngineException(complaint(file, text));
  }

  private static boolean isPickle(byte[] head) {
    return head.length > 1 && (head[0] & 0xff) == 0x80 && head[1] >= 0 && head[1] <= 5;
  }

  private static boolean isText(String head) {
    return head.startsWith("version https://git-lfs") || head.stripLeading().startsWith("<");
  }

  private static String complaint(Path file, String head) {
    if (head.startsWith("version https://git-lfs")) {
      return file + " is a Git LFS pointer, not the weights: fetch the file that it points to.";
    }
    if (head.stripLeading().startsWith("<")) {
      return file + " is a web page, not weights: the download failed. Download it again.";
    }
    if (head.startsWith("GGUF")) {
      return file
          + " is a GGUF file, which Bonsai does not read: use the safetensors of the model.";
    }
    return file
        + " is neither safetensors nor a PyTorch checkpoint. Choose a .safetensors, .ckpt, .bin or"
        + " .pth file.";
  }

  private static byte[] head(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new EngineException("There is no file " + file + ".");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(HEAD);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // A read may be short; the loop ends at the end of the file.
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }
}
