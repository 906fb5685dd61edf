// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.settings.RuntimeViewModel.Stage;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.Gpu;

class RuntimeViewModelTest {
  private static final Gpu CARD = new Gpu(0, "NVIDIA GeForce RTX 3060", 12L << 30);

  private final Cards cards = new Cards();
  private final RuntimeViewModel model = new RuntimeViewModel(cards, Runnable::run, Runnable::run);

  /** A machine with one card, whose library can be fetched unless a failure is set. */
  private static final class Cards implements GraphicsCards, GraphicsCards.Offer {
    private boolean idle = true;
    private RuntimeException failure;

    private void failIfSet() {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public List<Gpu> gpus() {
      return List.of(CARD);
    }

    @Override
    public String inUse() {
      return "libtorch";
    }

    @Override
    public boolean isIdle() {
      return idle;
    }

    @Override
    public Offer offer() {
      failIfSet();
      return this;
    }

    @Override
    public String source() {
      return "server";
    }

    @Override
    public long bytesToFetch() {
      return 100;
    }

    @Override
    public long bytesOnDisk() {
      return 300;
    }

    @Override
    public void install(LongConsumer progress, CancelToken cancel) {
      progress.accept(50);
      failIfSet();
      progress.accept(100);
    }
  }

  @Test
  void anIdleCardIsOfferedAndTheLibraryFetchedAfterConsent() {
    model.look();
    assertEquals(Stage.IDLE, model.stageProperty().get());
    assertEquals(List.of(CARD), model.gpus());
    model.ask();
    assertEquals(Stage.OFFERED, model.stageProperty().get());
    assertEquals(0, model.progressProperty().get());
    model.fetch();
    assertEquals(Stage.INSTALLED, model.stageProperty().get());
    assertEquals(1, model.progressProperty().get());
  }

  @Test
  void aCardThatDrawsNeedsNothing() {
    cards.idle = false;
    model.look();
    assertEquals(Stage.SETTLED, model.stageProperty().get());
  }

  @Test
  void whatFailsSaysWhyAndCanBeTriedAgain() {
    model.look();
    cards.failure = new EngineException("the server is not found");
    model.ask();
    assertEquals(Stage.IDLE, model.stageProperty().get());
    assertEquals("the server is not found", model.complaintProperty().get());
    cards.failure = null;
    model.ask();
    assertEquals("", model.complaintProperty().get());
    cards.failure = new IllegalStateException("inside");
    model.fetch();
    assertEquals(Stage.OFFERED, model.stageProperty().get());
    assertTrue(model.complaintProperty().get().contains("Try again"));
  }

  @Test
  void aCancelledFetchGoesBackToTheOffer() {
    model.look();
    model.ask();
    cards.failure = new CancellationException();
    model.fetch();
    assertEquals(Stage.OFFERED, model.stageProperty().get());
    assertEquals("", model.complaintProperty().get());
    assertEquals(0.5, model.progressProperty().get());
  }
}
