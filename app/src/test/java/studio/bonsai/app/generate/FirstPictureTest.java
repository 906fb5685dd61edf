// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.StudioTest;
import studio.bonsai.engine.PictureFiles;

/** From an empty home to the first picture of the embedded model. */
class FirstPictureTest extends StudioTest {
  @Test
  void aPromptAndOneKeystrokeMakeAPicture() {
    await(() -> robot.lookup("#prompt").query().isFocused());
    robot.write("a red apple").press(KeyCode.CONTROL, KeyCode.ENTER);
    robot.release(KeyCode.ENTER, KeyCode.CONTROL);
    await(() -> robot.lookup("#newest .image-view").queryAs(ImageView.class).getImage() != null);
    screenshot("first-picture");
    List<Path> files = pictures();
    assertEquals(1, files.size());
    assertEquals("a red apple", PictureFiles.read(files.get(0)).request().orElseThrow().prompt());
  }

  private List<Path> pictures() {
    try (Stream<Path> files = Files.list(places().pictures())) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
