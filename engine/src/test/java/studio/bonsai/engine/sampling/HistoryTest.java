// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.util.NativeResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.Compute;
import studio.bonsai.engine.kernels.LibTorch;

class HistoryTest {
  private final NDManager manager = LibTorch.newManager(Compute.cpu());
  private final History history = new History(2);

  @Test
  void arraysOutliveTheStepThatMadeThem() {
    add(1);
    add(2);
    assertEquals(2f, history.get(0).getFloat());
    assertEquals(1f, history.get(1).getFloat());
  }

  @Test
  void oldestMakesRoomAndIsFreed() {
    NDArray first = add(1);
    add(2);
    assertFalse(isReleased(first));
    add(3);
    assertTrue(isReleased(first));
    assertEquals(2f, history.get(1).getFloat());
  }

  @Test
  void lentArraysComeBackAndLeaveNoResultsBehind() {
    NDArray kept = add(4);
    NDArray result;
    try (NDManager scope = manager.newSubManager()) {
      history.lend(scope);
      result = history.get(0).mul(2f);
    }
    assertTrue(isReleased(result));
    assertFalse(isReleased(kept));
  }

  @Test
  void closingFreesEverything() {
    NDArray kept = add(5);
    history.close();
    assertTrue(isReleased(kept));
  }

  private NDArray add(float value) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray array = scope.create(value);
      history.add(array);
      return array;
    }
  }

  private static boolean isReleased(NDArray array) {
    return ((NativeResource<?>) array).isReleased();
  }

  @AfterEach
  void close() {
    history.close();
    manager.close();
  }
}
