// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.Places;
import studio.bonsai.app.StudioTest;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.DownloadSettings;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelShelf;

class CatalogueJourneyTest extends StudioTest {
  private static final Path BUNDLED = Path.of(System.getProperty("bonsai.assets"), "models");
  private static final String MODEL = "bk-sdm-small";

  private LocalHub hub;

  /** A hub in this process stands for the usual one. */
  @Override
  protected Places places() {
    Places places = super.places();
    if (hub == null) {
      try {
        hub = new LocalHub("nota-ai/" + MODEL, BUNDLED.resolve("bonsai-emoji"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      catalogue().keep(DownloadSettings.parse(hub.url(), ""));
    }
    return places;
  }

  @Override
  protected ModelShelf shelf() {
    return new ModelShelf(List.of(home.resolve("data/models"), BUNDLED));
  }

  private ModelCatalogue catalogue() {
    return new ModelCatalogue(shelf(), home.resolve("data"), name -> null);
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  private boolean isThere(String query) {
    return robot.lookup(query).tryQuery().isPresent();
  }

  private void theme(Theme theme) {
    go("settings");
    ChoiceBox<Theme> box = robot.lookup("#settings-theme").query();
    robot.interact(() -> box.setValue(theme));
    go("models");
  }

  private void screenshots(String name) {
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      theme(theme);
      String suffix = name + "-" + theme.name().toLowerCase(Locale.ROOT);
      resize(1024, 700);
      screenshot(suffix + "-small");
      resize(1600, 1000);
      screenshot(suffix);
    }
    theme(Theme.LIGHT);
  }

  @Test
  void aDownloadThatTheEndOfTheProgramCutIsResumedToAnInstalledModel() {
    go("models");
    robot.clickOn("#models-tab-catalogue");
    hub.fallSilentIn("unet/diffusion_pytorch_model.safetensors");
    robot.clickOn("#get-" + MODEL);
    await(() -> isThere("#licence-get"));
    Node get = robot.lookup("#licence-get").query();
    assertTrue(get.isDisabled(), "not before consent");
    screenshotOfAll("licence");
    robot.clickOn("#licence-agree").clickOn("#licence-get");
    await(() -> text("#progress-" + MODEL).contains("MB of"));
    screenshots("catalogue");
    robot.clickOn("#models-tab-installed");
    assertFalse(isThere("#model-" + MODEL), "half a model is none");

    restart();
    go("models");
    robot.clickOn("#models-tab-catalogue");
    await(() -> isThere("#resume-" + MODEL));
    screenshot("catalogue-paused");
    hub.fallSilentIn("");
    robot.clickOn("#resume-" + MODEL);
    await(() -> Files.exists(shelf().home().resolve(MODEL)));
    await(() -> !isThere("#resume-" + MODEL) && !isThere("#pause-" + MODEL));
    assertTrue(hub.lastRange().matches("bytes=\\d{4,}-"), hub.lastRange());
    robot.clickOn("#models-tab-installed");
    await(() -> isThere("#use-" + MODEL));
    screenshots("models");
  }

  @Test
  void aPausedDownloadCanBeDiscarded() {
    catalogue().agree(catalogue().find(MODEL).licence());
    go("models");
    robot.clickOn("#models-tab-catalogue");
    hub.fallSilentIn(".safetensors");
    robot.clickOn("#get-" + MODEL);
    await(() -> isThere("#pause-" + MODEL) && text("#progress-" + MODEL).contains("MB of"));
    robot.clickOn("#pause-" + MODEL);
    await(() -> isThere("#resume-" + MODEL));
    robot.clickOn("#discard-" + MODEL);
    robot.type(KeyCode.ENTER);
    await(() -> isThere("#get-" + MODEL));
    await(() -> catalogue().begun().isEmpty());
  }

  @Test
  void whatTheHubDoesNotHaveIsSaidOnTheCard() {
    catalogue().agree(catalogue().find(MODEL).licence());
    go("models");
    robot.clickOn("#models-tab-catalogue");
    robot.clickOn("#get-bk-sdm-base");
    await(() -> text("#problem-bk-sdm-base").contains("is not on " + hub.url()));
    resize(1024, 700);
    screenshot("catalogue-problem");
  }

  @Test
  void tokenMirrorAndProxyAreKeptAsTheyAreTyped() throws IOException {
    go("settings");
    robot.interact(() -> robot.lookup("#settings-token").query().requestFocus());
    robot.write("hf_abc");
    await(() -> Files.exists(home.resolve("data/hub-token")));
    await(() -> catalogue().hasToken() && token().equals("hf_abc"));
    robot.interact(() -> robot.lookup("#settings-proxy").query().requestFocus());
    robot.write("proxy:3128");
    await(() -> catalogue().settings().proxy().isPresent());
    assertEquals("proxy:3128", catalogue().settings().proxy().orElseThrow());
    ScrollPane page = robot.lookup("#settings").queryAs(ScrollPane.class);
    robot.interact(() -> page.setVvalue(0.75));
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      robot.interact(
          () -> robot.lookup("#settings-theme").<ChoiceBox<Theme>>query().setValue(theme));
      resize(1024, 700);
      screenshot("settings-downloads-" + theme.name().toLowerCase(Locale.ROOT));
    }
    restart();
    go("settings");
    PasswordField field = robot.lookup("#settings-token").queryAs(PasswordField.class);
    assertEquals("", field.getText(), "a token is never shown again");
    assertTrue(field.getPromptText().contains("kept"), field.getPromptText());
  }

  private String token() {
    try {
      return Files.readString(home.resolve("data/hub-token")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private String text(String query) {
    return robot.lookup(query).tryQueryAs(Label.class).map(Label::getText).orElse("");
  }
}
