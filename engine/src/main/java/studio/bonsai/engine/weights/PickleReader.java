// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.weights.Pickled.Dict;
import studio.bonsai.engine.weights.Pickled.Global;
import studio.bonsai.engine.weights.Pickled.Opaque;
import studio.bonsai.engine.weights.Pickled.Sequence;
import studio.bonsai.engine.weights.Pickled.Storage;
import studio.bonsai.engine.weights.Pickled.Tensor;

/**
 * Reads Python's pickle format (protocols 2 to 5, PEP 307, PEP 3154) without running anything: the
 * machine below knows containers, scalars and the calls of {@link TorchCalls}. Time and memory are
 * bounded by the length of the input and by {@link #MOST_STEPS}.
 */
final class PickleReader {
  private static final int MOST_STEPS = 8_000_000;

  private final ByteSource in;
  private final PickleStack stack = new PickleStack();
  private final Map<String, Storage> storages;

  private PickleReader(ByteSource in, Map<String, Storage> storages) {
    this.in = in;
    this.storages = storages;
  }

  /**
   * The next pickled object; the source then stands behind it.
   *
   * @param storages takes every storage that the pickle speaks of, by its key
   * @throws IOException saying what is wrong, as the end of a sentence
   */
  static Object read(ByteSource in, Map<String, Storage> storages) throws IOException {
    return new PickleReader(in, storages).run();
  }

  private Object run() throws IOException {
    for (int step = 0; step < MOST_STEPS; step++) {
      int opcode = in.readByte();
      if (opcode == '.') {
        return stack.pop();
      }
      if (!scalar(opcode) && !text(opcode) && !container(opcode) && !memory(opcode)) {
        object(opcode);
      }
    }
    throw new IOException("its pickle has more than " + MOST_STEPS + " steps");
  }

  private boolean scalar(int opcode) throws IOException {
    switch (opcode) {
      case 'N' -> stack.push(null);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) (int) in.readUnsigned(Integer.BYTES));
      case 'K' -> stack.push(in.readUnsigned(1));
      case 'M' -> stack.push(in.readUnsigned(Short.BYTES));
      case 'I' -> stack.push(PickleScalars.decimal(PickleScalars.line(in)));
      case 'L' -> stack.push(PickleScalars.decimal(PickleScalars.line(in).replaceFirst("L$", "")));
      case 0x8a -> stack.push(PickleScalars.integer(in, in.readUnsigned(1)));
      case 0x8b -> stack.push(PickleScalars.integer(in, in.readUnsigned(Integer.BYTES)));
      case 'G' -> stack.push(ByteBuffer.wrap(in.read(Double.BYTES)).getDouble());
      case 'F' -> stack.push(PickleScalars.real(PickleScalars.line(in)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) throws IOException {
    switch (opcode) {
      case 'X' -> stack.push(PickleScalars.utf8(in.read(in.readUnsigned(Integer.BYTES))));
      case 0x8c -> stack.push(PickleScalars.utf8(in.read(in.readUnsigned(1))));
      case 0x8d -> stack.push(PickleScalars.utf8(in.read(in.readUnsigned(Long.BYTES))));
      case 'V' -> stack.push(PickleScalars.line(in));
      // Strings of Python 2, which PyTorch's older files use for names.
      case 'T' -> stack.push(PickleScalars.latin(in.read(in.readUnsigned(Integer.BYTES))));
      case 'U' -> stack.push(PickleScalars.latin(in.read(in.readUnsigned(1))));
      case 'B' -> skipped(in.readUnsigned(Integer.BYTES));
      case 'C' -> skipped(in.readUnsigned(1));
      case 0x8e -> skipped(in.readUnsigned(Long.BYTES));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void skipped(long length) throws IOException {
    in.read(length);
    stack.push(new Opaque("bytes"));
  }

  private boolean container(int opcode) throws IOException {
    switch (opcode) {
      case '(' -> stack.mark();
      case '}' -> stack.pushNew(new Dict());
      case ']', ')', 0x8f -> stack.pushNew(new Sequence());
      case 'l', 't', 0x91 -> stack.pushNew(new Sequence(stack.toMark()));
      case 0x85, 0x86, 0x87 -> stack.pushNew(tuple(opcode - 0x84));
      case 'd' -> {
        Dict dict = new Dict();
        fill(dict, stack.toMark());
        stack.pushNew(dict);
      }
      case 's' -> {
        Object value = stack.pop();
        Object key = stack.pop();
        fill(stack.top(), Arrays.asList(key, value));
      }
      case 'u' -> {
        List<Object> items = stack.toMark();
        fill(stack.top(), items);
      }
      case 'a' -> {
        Object value = stack.pop();
        sequence(stack.top()).items.add(value);
      }
      case 'e', 0x90 -> {
        List<Object> items = stack.toMark();
        sequence(stack.top()).items.addAll(items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memory(int opcode) throws IOException {
    switch (opcode) {
      case '0' -> stack.pop();
      case '1' -> stack.toMark();
      case '2' -> stack.push(stack.top());
      case 'q' -> stack.keep(in.readUnsigned(1));
      case 'r' -> stack.keep(in.readUnsigned(Integer.BYTES));
      case 0x94 -> stack.keepNext();
      case 'h' -> stack.recall(in.readUnsigned(1));
      case 'j' -> stack.recall(in.readUnsigned(Integer.BYTES));
      case 0x80 -> checkProtocol(in.readByte());
      // A frame's length helps readers of a network stream; here it says nothing new.
      case 0x95 -> in.read(Long.BYTES);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void object(int opcode) throws IOException {
    switch (opcode) {
      case 'c' -> stack.push(new Global(PickleScalars.line(in), PickleScalars.line(in)));
      case 0x93 -> {
        Object name = stack.pop();
        Object module = stack.pop();
        stack.push(new Global(string(module), string(name)));
      }
      case 'R', 0x81 -> {
        Object arguments = stack.pop();
        stack.pushNew(TorchCalls.call(stack.pop(), arguments));
      }
      case 'b' -> {
        stack.pop();
        checkState(stack.top());
      }
      case 'Q' -> {
        Storage storage = storage(sequence(stack.pop()).items);
        storages.put(storage.key(), storage);
        stack.push(storage);
      }
      default -> throw new IOException(String.format("its pickle uses opcode 0x%02x", opcode));
    }
  }

  /** State is dropped: of a container it is bookkeeping, and everything else is refused. */
  private static void checkState(Object target) throws IOException {
    boolean known = target instanceof Dict || target instanceof Opaque || target instanceof Tensor;
    if (!known) {
      throw new TorchCalls.RefusedCall(target instanceof Global ? target : "setting a state");
    }
  }

  private static Storage storage(List<Object> id) throws IOException {
    if (id.size() < 5
        || !"storage".equals(id.get(0))
        || !(id.get(4) instanceof Long elements)
        || elements < 0) {
      throw new IOException("its pickle refers to something outside that is no storage");
    }
    if (id.size() > 5 && id.get(5) != null) {
      throw new IOException("its storages are views of each other, as PyTorch wrote before 0.4");
    }
    return new Storage(string(id.get(2)), TorchTypes.ofStorage(id.get(1)), elements);
  }

  private Sequence tuple(int length) throws IOException {
    Object[] items = new Object[length];
    for (int i = length - 1; i >= 0; i--) {
      items[i] = stack.pop();
    }
    return new Sequence(new ArrayList<>(Arrays.asList(items)));
  }

  private static void fill(Object target, List<Object> items) throws IOException {
    if (!(target instanceof Dict dict) || items.size() % 2 != 0) {
      throw new IOException("its pickle sets items of what is no dict");
    }
    for (int i = 0; i < items.size(); i += 2) {
      dict.items.put(items.get(i), items.get(i + 1));
    }
  }

  private static Sequence sequence(Object value) throws IOException {
    if (value instanceof Sequence sequence) {
      return sequence;
    }
    throw new IOException("its pickle has no list where one belongs");
  }

  private static String string(Object value) throws IOException {
    if (value instanceof String text) {
      return text;
    }
    throw new IOException("its pickle has no string where one belongs");
  }

  private static void checkProtocol(int protocol) throws IOException {
    if (protocol > 5) {
      throw new IOException("its pickle is of protocol " + protocol);
    }
  }
}
