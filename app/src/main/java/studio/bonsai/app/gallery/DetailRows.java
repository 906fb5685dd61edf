// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.gallery;

import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.bonsai.app.gallery.index.PictureDetails;
import studio.bonsai.app.gallery.index.PictureFacts;
import studio.bonsai.app.generate.ask.SamplerNames;
import studio.bonsai.app.text.Bytes;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.GenerationRequest;

/** All settings of a picture as lines to read. */
final class DetailRows {
  /** A setting's name and value, in the user's language. */
  record Row(String name, String value) {}

  private final Texts texts;
  private final List<Row> rows = new ArrayList<>();

  private DetailRows(Texts texts) {
    this.texts = texts;
  }

  static List<Row> of(PictureDetails details, Texts texts) {
    DetailRows all = new DetailRows(texts);
    PictureFacts facts = details.facts();
    facts.model().ifPresent(model -> all.add("model", model));
    facts.request().ifPresent(all::settings);
    facts.size().ifPresent(size -> all.add("size", size.width() + " × " + size.height()));
    all.file(facts);
    return List.copyOf(all.rows);
  }

  private void settings(GenerationRequest request) {
    request.seed().ifPresent(seed -> add("seed", Long.toString(seed)));
    request.sampler().map(SamplerNames::of).ifPresent(sampler -> add("sampler", sampler));
    request.steps().ifPresent(steps -> add("steps", Integer.toString(steps)));
    request.guidanceScale().ifPresent(guidance -> add("guidance", number(guidance)));
    request.guidanceRescale().ifPresent(rescale -> addUnlessZero("rescale", rescale));
    request.karras().filter(on -> on).ifPresent(on -> add("karras", texts.get("yes")));
    request.eta().ifPresent(eta -> addUnlessZero("eta", eta));
    request.clipSkip().ifPresent(skip -> add("clipSkip", Integer.toString(skip)));
    request
        .variation()
        .ifPresent(v -> add("variation", texts.get("row.of", v.seed(), number(v.strength()))));
    request
        .start()
        .ifPresent(
            s ->
                add(
                    "start",
                    texts.get("row.of", s.image().file().getFileName(), number(s.strength()))));
    request.mask().ifPresent(m -> add("mask", m.image().file().getFileName().toString()));
  }

  private void file(PictureFacts facts) {
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.getDefault())
            .withZone(ZoneId.systemDefault());
    add("date", format.format(facts.stamp().time()));
    add("bytes", Bytes.size(facts.stamp().bytes()));
    Optional<String> model = facts.fingerprint();
    model.ifPresent(print -> add("fingerprint", print.substring(0, Math.min(12, print.length()))));
    facts.version().ifPresent(version -> add("version", version));
  }

  private void add(String key, String value) {
    rows.add(new Row(texts.get("row." + key), value));
  }

  private void addUnlessZero(String key, double value) {
    if (value != 0) {
      add(key, number(value));
    }
  }

  private static String number(double value) {
    NumberFormat format = NumberFormat.getNumberInstance();
    format.setMaximumFractionDigits(3);
    return format.format(value);
  }
}
