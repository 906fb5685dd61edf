// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.file.Path;
import java.util.List;
import studio.bonsai.engine.DataReport.Layout;
import studio.bonsai.engine.EngineException;

/** Pictures by number, in an order that depends on nothing but the data. Safe for many threads. */
public interface CaptionedPictures extends AutoCloseable {
  /** The folder or archive. */
  Path path();

  Layout layout();

  int size();

  /** What the picture is called, for sentences and for sidecar files. */
  String name(int index);

  /**
   * Captions to choose among; none for a picture without.
   *
   * @throws EngineException when they cannot be read
   */
  List<String> captions(int index);

  /**
   * The picture's file as it is.
   *
   * @throws EngineException when it is gone or unreasonably large
   */
  byte[] bytes(int index);

  @Override
  void close();
}
