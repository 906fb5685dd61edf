// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack and the memo of a pickle's machine; knows how much may be on them. */
final class PickleStack {
  private static final int MOST_CONTAINERS = 2_000_000;
  private static final Object MARK = new Object();

  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private int containers;

  void mark() {
    stack.add(MARK);
  }

  void keep(long index) throws IOException {
    memo.put(index, top());
  }

  void keepNext() throws IOException {
    memo.put((long) memo.size(), top());
  }

  void push(Object value) {
    stack.add(value);
  }

  void pushNew(Object container) throws IOException {
    if (++containers > MOST_CONTAINERS) {
      throw new IOException("its pickle has more than " + MOST_CONTAINERS + " containers");
    }
    stack.add(container);
  }

  Object top() throws IOException {
    Object top = stack.isEmpty() ? MARK : stack.get(stack.size() - 1);
    if (top == MARK) {
      throw new IOException("its pickle takes from an empty stack");
    }
    return top;
  }

  Object pop() throws IOException {
    Object top = top();
    stack.remove(stack.size() - 1);
    return top;
  }

  List<Object> toMark() throws IOException {
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

  void recall(long index) throws IOException {
    if (!memo.containsKey(index)) {
      throw new IOException("its pickle recalls what it never kept");
    }
    push(memo.get(index));
  }
}
