// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import studio.bonsai.engine.DataReport.Layout;

/** Pictures that are files of a folder. Captions in text files are read when they are needed. */
final class CaptionedFolder implements CaptionedPictures {
  private final Path folder;
  private final Layout layout;
  private final PackedTexts names;
  private final PackedTexts captions;

  /**
   * @param names relative to the folder
   * @param captions of a table, one entry a name, a line for each caption to choose among
   */
  CaptionedFolder(Path folder, Layout layout, PackedTexts names, PackedTexts captions) {
    this.folder = folder;
    this.layout = layout;
    this.names = names;
    this.captions = captions;
  }

  @Override
  public Path path() {
    return folder;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public List<String> captions(int index) {
    return switch (layout) {
      case TABLE -> List.of(captions.get(index).split("\n", -1));
      case TEXT_FILES -> List.of(readText(PictureNames.stem(name(index)) + ".txt"));
      default -> List.of();
    };
  }

  private String readText(String name) {
    byte[] bytes = BoundedFile.read(folder.resolve(name), name);
    return PictureNames.caption(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public byte[] bytes(int index) {
    return BoundedFile.read(folder.resolve(name(index)), name(index));
  }

  @Override
  public void close() {
    // Nothing stays open.
  }
}
