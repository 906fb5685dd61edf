// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import studio.bonsai.app.store.Settings;

/** The seed: a fresh one for every order, or one that is kept. */
final class SeedViewModel {
  private final Field<Long> seed;
  private final ObjectProperty<Boolean> locked;
  private final LongSupplier fresh;
  private boolean rolling;

  SeedViewModel(Settings settings, LongSupplier fresh) {
    this.fresh = fresh;
    seed = new Numbers(settings).seed("generate.seed");
    locked = settings.flag("generate.seed.locked", false);
    // Who types a seed wants it.
    seed.textProperty()
        .addListener(
            (p, before, now) -> {
              if (!rolling) {
                locked.set(!now.isBlank());
              }
            });
  }

  /** The seed that is used, or was used last. */
  Field<Long> field() {
    return seed;
  }

  ObjectProperty<Boolean> lockedProperty() {
    return locked;
  }

  /** Throws the dice, and keeps what falls. */
  void roll() {
    use(fresh.getAsLong());
  }

  void use(long value) {
    seed.set(value);
    locked.set(true);
  }

  /** Empty while every order has a fresh one. */
  OptionalLong kept() {
    return locked.get() && seed.value().isPresent()
        ? OptionalLong.of(seed.value().get())
        : OptionalLong.empty();
  }

  /** The seed of the next order, which is shown from now on. */
  long next() {
    if (kept().isEmpty()) {
      rolling = true;
      seed.set(fresh.getAsLong());
      rolling = false;
    }
    return seed.value().orElseThrow();
  }
}
