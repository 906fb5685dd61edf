// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.notices;

import java.util.List;
import javafx.stage.Window;
import org.controlsfx.control.Notifications;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.Job;
import studio.bonsai.app.jobs.JobQueue;
import studio.bonsai.app.text.Texts;

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

  private void show(String title, String text, boolean isFailure) {
    if (!owner.isShowing()) {
      return;
    }
    Notifications notification = Notifications.create().owner(owner).title(title).text(text);
    if (isFailure) {
      notification.showError();
    } else {
      notification.showInformation();
    }
  }
}
