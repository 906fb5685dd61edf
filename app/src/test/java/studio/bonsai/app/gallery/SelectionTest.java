// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.gallery.index.Picture;

class SelectionTest {
  private final Selection selection = new Selection();

  @BeforeEach
  void showTen() {
    selection.show(pictures(LongStream.range(0, 10)));
  }

  private static List<Picture> pictures(LongStream ids) {
    return ids.mapToObj(
            id -> new Picture(id, Path.of(id + ".png"), Long.toString(id), false, false))
        .toList();
  }

  private void assertChosen(Long... ids) {
    assertEquals(Set.of(ids), selection.idsProperty().get());
  }

  private long lead() {
    return selection.leadProperty().get().orElseThrow().id();
  }

  @Test
  void aClickChoosesOne() {
    selection.choose(3, false, false);
    selection.choose(5, false, false);
    assertChosen(5L);
    assertEquals(5, lead());
  }

  @Test
  void ctrlAddsAndTakesAway() {
    selection.choose(3, false, false);
    selection.choose(5, true, false);
    assertChosen(3L, 5L);
    selection.choose(3, true, false);
    assertChosen(5L);
  }

  @Test
  void shiftDrawsARangeFromTheAnchorInBothDirections() {
    selection.choose(3, false, false);
    selection.choose(5, false, true);
    assertChosen(3L, 4L, 5L);
    selection.choose(1, false, true);
    assertChosen(1L, 2L, 3L);
  }

  @Test
  void ctrlAndShiftAddARange() {
    selection.choose(0, false, false);
    selection.choose(4, true, false);
    selection.choose(5, true, true);
    assertChosen(0L, 4L, 5L);
  }

  @Test
  void theKeyboardStopsAtTheEnds() {
    selection.move(1, false);
    assertEquals(0, lead());
    selection.move(-5, false);
    assertEquals(0, lead());
    selection.move(100, true);
    assertEquals(10, selection.size());
    assertEquals(9, lead());
  }

  @Test
  void whatIsStillShownStaysChosen() {
    selection.choose(3, false, false);
    selection.choose(5, true, false);
    selection.show(pictures(LongStream.of(9, 5)));
    assertChosen(5L);
    assertEquals(5, lead());
    selection.show(pictures(LongStream.of(9)));
    assertChosen();
    assertEquals(Optional.empty(), selection.leadProperty().get());
  }

  @Test
  void theNextIsBesideTheLeadAndNotChosen() {
    selection.choose(8, false, false);
    selection.choose(9, false, true);
    assertEquals(7, selection.next().orElseThrow().id());
    selection.choose(2, false, false);
    assertEquals(3, selection.next().orElseThrow().id());
    selection.all();
    assertTrue(selection.next().isEmpty());
  }

  @Test
  void nothingIsChosenFromNothing() {
    selection.show(List.of());
    selection.move(1, false);
    selection.all();
    assertChosen();
    assertTrue(selection.next().isEmpty());
  }
}
