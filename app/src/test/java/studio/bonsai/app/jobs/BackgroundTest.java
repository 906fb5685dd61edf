// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatCameBeforeTheEndIsDoneInOrderAndWhatComesAfterIsNot() throws InterruptedException {
    ExecutorService background = Background.oneAfterAnother("test");
    background.execute(() -> done.add("a"));
    background.execute(() -> done.add("b on " + Thread.currentThread().getName()));
    background.shutdown();
    background.execute(() -> done.add("c"));
    assertTrue(background.awaitTermination(30, TimeUnit.SECONDS));
    assertEquals(List.of("a", "b on test"), done);
  }
}
