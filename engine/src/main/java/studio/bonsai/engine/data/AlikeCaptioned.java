// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.file.Path;
import java.util.List;
import studio.bonsai.engine.DataReport.Layout;

/** Pictures that all have the same caption, whatever they had before. */
public final class AlikeCaptioned implements CaptionedPictures {
  private final CaptionedPictures pictures;
  private final String caption;
  private final int most;

  /**
   * @param pictures closed with this
   * @param most how many of them are used, the first by name
   */
  public AlikeCaptioned(CaptionedPictures pictures, String caption, int most) {
    this.pictures = pictures;
    this.caption = caption;
    this.most = most;
  }

  @Override
  public Path path() {
    return pictures.path();
  }

  @Override
  public Layout layout() {
    return pictures.layout();
  }

  @Override
  public int size() {
    return Math.min(most, pictures.size());
  }

  @Override
  public String name(int index) {
    return pictures.name(index);
  }

  @Override
  public List<String> captions(int index) {
    return List.of(caption);
  }

  @Override
  public byte[] bytes(int index) {
    return pictures.bytes(index);
  }

  @Override
  public void close() {
    pictures.close();
  }
}
