// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  private static final int MOST_CONTAINERS = 2_000_000;
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_INTEGER = 1024;
  private static final Object MARK = new Object();

  private final ByteSource in;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private final Map<String, Storage> storages;
  private int containers;

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
        return pop();
      }
      if (!scalar(opcode) && !text(opcode) && !container(opcode) && !memory(opcode)) {
        object(opcode);
      }
    }
    throw new IOException("its pickle has more than " + MOST_STEPS + " steps");
  }

  private boolean scalar(int opcode) throws IOException {
    switch (opcode) {
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> push((long) (int) in.readUnsigned(Integer.BYTES));
      case 'K' -> push(in.readUnsigned(1));
      case 'M' -> push(in.readUnsigned(Short.BYTES));
      case 'I' -> push(decimal(line()));
      case 'L' -> push(decimal(line().replaceFirst("L$", "")));
      case 0x8a -> push(integer(in.readUnsigned(1)));
      case 0x8b -> push(integer(in.readUnsigned(Integer.BYTES)));
      case 'G' -> push(ByteBuffer.wrap(in.read(Double.BYTES)).getDouble());
      case 'F' -> push(real(line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) throws IOException {
    switch (opcode) {
      case 'X' -> push(utf8(in.read(in.readUnsigned(Integer.BYTES))));
      case 0x8c -> push(utf8(in.read(in.readUnsigned(1))));
      case 0x8d -> push(utf8(in.read(in.readUnsigned(Long.BYTES))));
      case 'V' -> push(line());
      // Strings of Python 2, which PyTorch's older files use for names.
      case 'T' -> push(latin(in.read(in.readUnsigned(Integer.BYTES))));
      case 'U' -> push(latin(in.read(in.readUnsigned(1))));
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
    push(new Opaque("bytes"));
  }

  private boolean container(int opcode) throws IOException {
    switch (opcode) {
      case '(' -> push(MARK);
      case '}' -> pushNew(new Dict());
      case ']', ')', 0x8f -> pushNew(new Sequence());
      case 'l', 't', 0x91 -> pushNew(new Sequence(toMark()));
      case 0x85, 0x86, 0x87 -> pushNew(tuple(opcode - 0x84));
      case 'd' -> {
        Dict dict = new Dict();
        fill(dict, toMark());
        pushNew(dict);
      }
      case 's' -> {
        Object value = pop();
        Object key = pop();
        fill(top(), Arrays.asList(key, value));
      }
      case 'u' -> {
        List<Object> items = toMark();
        fill(top(), items);
      }
      case 'a' -> {
        Object value = pop();
        sequence(top()).items.add(value);
      }
      case 'e', 0x90 -> {
        List<Object> items = toMark();
        sequence(top()).items.addAll(items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memory(int opcode) throws IOException {
    switch (opcode) {
      case '0' -> pop();
      case '1' -> toMark();
      case '2' -> push(top());
      case 'q' -> memo.put(in.readUnsigned(1), top());
      case 'r' -> memo.put(in.readUnsigned(Integer.BYTES), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> push(recall(in.readUnsigned(1)));
      case 'j' -> push(recall(in.readUnsigned(Integer.BYTES)));
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
      case 'c' -> push(new Global(line(), line()));
      case 0x93 -> {
        Object name = pop();
        Object module = pop();
        push(new Global(string(module), string(name)));
      }
      case 'R', 0x81 -> {
        Object arguments = pop();
        pushNew(TorchCalls.call(pop(), arguments));
      }
      case 'b' -> {
        pop();
        checkState(top());
      }
      case 'Q' -> {
        Storage storage = storage(sequence(pop()).items);
        storages.put(storage.key(), storage);
        push(storage);
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
      items[i] = pop();
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

  private void push(Object value) {
    stack.add(value);
  }

  private void pushNew(Object container) throws IOException {
    if (++containers > MOST_CONTAINERS) {
      throw new IOException("its pickle has more than " + MOST_CONTAINERS + " containers");
    }
    stack.add(container);
  }

  private Object top() throws IOException {
    Object top = stack.isEmpty() ? MARK : stack.get(stack.size() - 1);
    if (top == MARK) {
      throw new IOException("its pickle takes from an empty stack");
    }
    return top;
  }

  private Object pop() throws IOException {
    Object top = top();
    stack.remove(stack.size() - 1);
    return top;
  }

  private List<Object> toMark() throws IOException {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw new IOException("its pickle takes from an empty stack");
    }
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> items = new ArrayList<>(above);
    above.clear();
    stack.remove(mark);
    return items;
  }

  private Object recall(long index) throws IOException {
    if (!memo.containsKey(index)) {
      throw new IOException("its pickle recalls what it never kept");
    }
    return memo.get(index);
  }

  private static void checkProtocol(int protocol) throws IOException {
    if (protocol > 5) {
      throw new IOException("its pickle is of protocol " + protocol);
    }
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
      text.append((char) next);
      if (text.length() > LONGEST_LINE) {
        throw new IOException("its pickle has an endless line");
      }
    }
    return text.toString();
  }

  private static Object decimal(String text) throws IOException {
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

  private static Double real(String text) throws IOException {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IOException("its pickle has a broken number", e);
    }
  }

  /** Little-endian two's complement; a Long where it fits. */
  private Object integer(long length) throws IOException {
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

  private static String utf8(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its pickle has text that is not UTF-8", e);
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
