// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.notices;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.Window;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.theme.Theme;

/** Small messages at the window's edge, for what happens while the user looks elsewhere. */
public final class Notices {
  private final Texts texts = Texts.of(Notices.class);
  private final Window owner;
  private final QueueNews news;

  private Notices(Window owner, List<Job> initial) {
    this.owner = owner;
    news = new QueueNews(initial);
  }

  /** Tells of failures at once, and of the end of all work when the window is not in front. */
  public static void watch(JobQueue queue, Window owner) {
    Notices notices = new Notices(owner, queue.jobs());
    queue.listen(jobs -> FxBridge.run(() -> notices.update(jobs)));
  }

  private void update(List<Job> jobs) {
    for (QueueNews.Item item : news.update(jobs)) {
      if (item instanceof QueueNews.Item.Failed failed) {
        show(texts.get("failed", failed.job().title()), failed.job().message().orElse(""), true);
      } else if (item instanceof QueueNews.Item.AllDone done && !owner.isFocused()) {
        show(texts.get("done"), texts.get("done.count", done.jobs()), false);
      }
    }
  }

  private static Node icon(boolean isFailure) {
    FontIcon icon =
        new FontIcon(
            isFailure
                ? MaterialDesignA.ALERT_CIRCLE_OUTLINE
                : MaterialDesignC.CHECK_CIRCLE_OUTLINE);
    icon.getStyleClass().add("notice-icon");
    if (isFailure) {
      icon.getStyleClass().add("failed");
    }
    // The note has a window of its own, which knows nothing of the theme.
    icon.sceneProperty()
        .addListener((p, before, scene) -> Optional.ofNullable(scene).ifPresent(Theme::style));
    return icon;
  }

  private void show(String title, String text, boolean isFailure) {
    if (!owner.isShowing()) {
      return;
    }
    Notifications.create().owner(owner).title(title).text(text).graphic(icon(isFailure)).show();
  }
}
