// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import java.util.ArrayList;
import java.util.List;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;
import studio.bonsai.app.text.Times;
import studio.bonsai.engine.DownloadProgress;

/** How far a download is, in a line. */
final class DownloadWords {
  private static final String GAP = "  ·  ";

  private final Texts texts;

  DownloadWords(Texts texts) {
    this.texts = texts;
  }

  /** Nothing to tell is an empty line. */
  String of(CatalogueEntry entry) {
    return switch (entry.stage()) {
      case AVAILABLE, INSTALLED -> "";
      case QUEUED -> texts.get("queued");
      case ASKING -> texts.get("asking");
      case PAUSED -> entry.progress().map(this::paused).orElse("");
      case FETCHING -> entry.progress().map(this::fetching).orElse("");
    };
  }

  private String paused(DownloadProgress progress) {
    return texts.get("paused") + GAP + amount(progress);
  }

  private String fetching(DownloadProgress progress) {
    List<String> parts = new ArrayList<>(List.of(amount(progress)));
    switch (progress.phase()) {
      case FETCHING -> {
        if (progress.bytesPerSecond() > 0) {
          parts.add(texts.get("pace", Bytes.progress((long) progress.bytesPerSecond())));
        }
        progress.left().ifPresent(left -> parts.add(texts.get("left", Times.words(left))));
      }
      case WAITING -> parts.add(texts.get("waiting", Times.words(progress.pause())));
      case CHECKING -> parts.add(texts.get("checking"));
    }
    return String.join(GAP, parts);
  }

  private String amount(DownloadProgress progress) {
    return texts.get("amount", Bytes.progress(progress.done()), Bytes.progress(progress.total()));
  }
}
