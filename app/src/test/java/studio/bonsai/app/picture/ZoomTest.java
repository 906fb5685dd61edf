// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZoomTest {
  private final Zoom zoom = new Zoom();

  @BeforeEach
  void showAPicture() {
    zoom.window(800, 600);
    zoom.picture(1600, 400);
  }

  @Test
  void allOfItIsInTheMiddleToBeginWith() {
    assertEquals(0.5, zoom.scale());
    assertEquals(0, zoom.x());
    assertEquals(200, zoom.y());
  }

  @Test
  void whatIsUnderTheMouseStaysThere() {
    double inPicture = (300 - zoom.x()) / zoom.scale();
    zoom.by(3, 300, 300);
    assertEquals(1.5, zoom.scale(), 1e-9);
    assertEquals(inPicture, (300 - zoom.x()) / zoom.scale(), 1e-9);
    assertFalse(zoom.fittedProperty().get());
  }

  @Test
  void noGapOpensAtAnEdge() {
    zoom.by(2, 0, 300);
    zoom.pan(500, 0);
    assertEquals(0, zoom.x());
    zoom.pan(-5000, 0);
    assertEquals(800 - 1600, zoom.x());
  }

  @Test
  void aFittedPictureFollowsTheWindow() {
    zoom.window(400, 600);
    assertEquals(0.25, zoom.scale());
    zoom.by(2, 0, 0);
    zoom.fit();
    assertEquals(0.25, zoom.scale());
    assertTrue(zoom.fittedProperty().get());
  }

  @Test
  void itEndsAtThePixelsAndAtTheWhole() {
    for (int i = 0; i < 50; i++) {
      zoom.by(2, 400, 300);
    }
    assertEquals(16, zoom.scale(), 1e-9);
    for (int i = 0; i < 50; i++) {
      zoom.by(0.5, 400, 300);
    }
    assertEquals(0.5, zoom.scale(), 1e-9);
    zoom.actual();
    assertEquals(1, zoom.scale(), 1e-9);
  }

  @Test
  void aTinyPictureIsNotBlownUpWithoutEnd() {
    zoom.picture(8, 8);
    assertEquals(6, zoom.scale());
  }
}
