// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.bonsai.app.models.catalogue.CatalogueEntry.Stage;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.DownloadProgress;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelCatalogue.Begun;
import studio.bonsai.engine.ModelLicence;
import studio.bonsai.engine.Precision;

class CatalogueViewModelTest {
  private static final CatalogueModel TINY = toy("tiny");
  private static final CatalogueModel BASE = toy("base");

  private final Hub hub = new Hub();

  /** What would run one after another, and beside; a test runs it when it wants. */
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private final List<String> told = new ArrayList<>();
  private CatalogueViewModel model;

  private static CatalogueModel toy(String name) {
    return new CatalogueModel(
        name,
        name,
        "Toys",
        List.of("owner/" + name),
        new ModelLicence("free", "Free", URI.create("https://example.org"), "Text."),
        1,
        new ImageSize(64, 64),
        Map.of("en", "Plays."));
  }

  private static DownloadProgress progress(long done) {
    return new DownloadProgress(
        done, 100, 10, Optional.empty(), DownloadProgress.Phase.FETCHING, Duration.ZERO);
  }

  /** Fetches half of a model, does what a test wants, and then the rest. */
  private final class Hub implements Downloads {
    private final Set<CatalogueModel> installed = new HashSet<>();
    private final List<Begun> begun = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();
    private final Set<String> agreed = new HashSet<>();
    private Runnable halfWay = () -> {};
    private boolean locked;

    @Override
    public List<CatalogueModel> models() {
      return List.of(TINY, BASE);
    }

    @Override
    public boolean isInstalled(CatalogueModel chosen) {
      return installed.contains(chosen);
    }

    @Override
    public List<Begun> begun() {
      return begun;
    }

    @Override
    public boolean isAgreed(ModelLicence licence) {
      return agreed.contains(licence.id());
    }

    @Override
    public void agree(ModelLicence licence) {
      if (locked) {
        throw new EngineException("Cannot write it: no permission.");
      }
      agreed.add(licence.id());
    }

    @Override
    public void discard(CatalogueModel chosen) {
      begun.removeIf(b -> b.model().equals(chosen));
      told.add("discarded " + chosen.name());
    }

    @Override
    public void fetch(
        CatalogueModel chosen,
        Precision precision,
        Consumer<DownloadProgress> listener,
        CancelToken cancel) {
      fetched.add(chosen.name() + " " + precision);
      listener.accept(progress(50));
      halfWay.run();
      cancel.throwIfCancelled();
      listener.accept(progress(100));
      installed.add(chosen);
    }
  }

  @BeforeEach
  void makeModel() {
    model =
        new CatalogueViewModel(
            hub, waiting::add, Runnable::run, Runnable::run, () -> told.add("installed"));
    model.refresh();
  }

  private void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private CatalogueEntry entry(CatalogueModel chosen) {
    return model.entries().stream().filter(e -> e.model().equals(chosen)).findFirst().orElseThrow();
  }

  private Stage stage(CatalogueModel chosen) {
    return entry(chosen).stage();
  }

  @Test
  void downloadsRunOneAfterAnother() {
    model.get(TINY, Precision.FLOAT16);
    model.get(BASE, Precision.FLOAT32);
    assertEquals(Stage.QUEUED, stage(TINY));
    waiting.remove().run();
    assertEquals(Stage.INSTALLED, stage(TINY));
    assertEquals(Stage.QUEUED, stage(BASE));
    runAll();
    assertEquals(List.of("tiny FLOAT16", "base FLOAT32"), hub.fetched);
    assertEquals(List.of("installed", "installed"), told);
  }

  @Test
  void whatIsAskedForTwiceIsFetchedOnce() {
    model.get(TINY, Precision.FLOAT16);
    model.get(TINY, Precision.FLOAT16);
    runAll();
    assertEquals(1, hub.fetched.size());
  }

  @Test
  void progressIsShownWhileItRuns() {
    List<Stage> stages = new ArrayList<>();
    hub.halfWay = () -> stages.add(stage(TINY));
    model.get(TINY, Precision.FLOAT16);
    runAll();
    assertEquals(List.of(Stage.FETCHING), stages);
  }

  @Test
  void aPausedDownloadKeepsItsPlaceAndResumes() {
    hub.halfWay = () -> model.pause(TINY);
    model.get(TINY, Precision.FLOAT32);
    runAll();
    assertEquals(Stage.PAUSED, stage(TINY));
    assertEquals(0.5, entry(TINY).progress().orElseThrow().share());
    assertEquals(Precision.FLOAT32, entry(TINY).precision());
    hub.halfWay = () -> {};
    model.get(TINY, entry(TINY).precision());
    runAll();
    assertEquals(Stage.INSTALLED, stage(TINY));
  }

  @Test
  void whatIsPausedBeforeItsTurnIsNotFetched() {
    model.get(TINY, Precision.FLOAT16);
    model.pause(TINY);
    runAll();
    assertEquals(Stage.AVAILABLE, stage(TINY));
    assertEquals(List.of(), hub.fetched);
  }

  @Test
  void pausingAndResumingAtOnceDoesNotConfuseTheTwo() {
    hub.halfWay =
        () -> {
          hub.halfWay = () -> {};
          model.pause(TINY);
          model.get(TINY, Precision.FLOAT16);
        };
    model.get(TINY, Precision.FLOAT16);
    waiting.remove().run();
    assertEquals(Stage.QUEUED, stage(TINY));
    runAll();
    assertEquals(Stage.INSTALLED, stage(TINY));
  }

  @Test
  void aDiscardedDownloadIsDeletedAfterItHasStopped() {
    hub.halfWay = () -> model.discard(TINY);
    model.get(TINY, Precision.FLOAT16);
    waiting.remove().run();
    assertEquals(Stage.AVAILABLE, stage(TINY));
    assertEquals(List.of(), told);
    runAll();
    assertEquals(List.of("discarded tiny"), told);
  }

  @Test
  void aFailureSaysWhyAndCanBeTriedAgain() {
    hub.halfWay =
        () -> {
          throw new EngineException("The hub is away.");
        };
    model.get(TINY, Precision.FLOAT16);
    runAll();
    assertEquals(Stage.PAUSED, stage(TINY));
    assertEquals("The hub is away.", entry(TINY).problem());
    hub.begun.add(new Begun(TINY, Precision.FLOAT16, 50, 100));
    model.refresh();
    assertEquals("The hub is away.", entry(TINY).problem());
    hub.halfWay = () -> {};
    model.get(TINY, Precision.FLOAT16);
    assertEquals("", entry(TINY).problem());
    runAll();
    assertEquals(Stage.INSTALLED, stage(TINY));
  }

  @Test
  void aFailureThatNobodyForesawIsASentence() {
    hub.halfWay =
        () -> {
          throw new IllegalStateException("inside");
        };
    model.get(TINY, Precision.FLOAT16);
    runAll();
    assertTrue(entry(TINY).problem().contains("Try again"), entry(TINY).problem());
  }

  @Test
  void whatACrashLeftIsPaused() {
    hub.begun.add(new Begun(BASE, Precision.FLOAT32, 30, 100));
    model.refresh();
    assertEquals(Stage.PAUSED, stage(BASE));
    assertEquals(Precision.FLOAT32, entry(BASE).precision());
    assertEquals(0.3, entry(BASE).progress().orElseThrow().share());
  }

  @Test
  void whatIsRemovedFromTheShelfIsAvailableAgain() {
    model.get(TINY, Precision.FLOAT16);
    runAll();
    hub.installed.clear();
    model.refresh();
    assertEquals(Stage.AVAILABLE, stage(TINY));
  }

  @Test
  void aLicenceIsAskedForOnce() {
    List<String> shown = new ArrayList<>();
    model.getOnceAgreed(TINY, Precision.FLOAT16, () -> !shown.add("declined"));
    runAll();
    assertEquals(List.of("declined"), shown);
    assertEquals(List.of(), hub.fetched);
    model.getOnceAgreed(TINY, Precision.FLOAT16, () -> shown.add("agreed"));
    runAll();
    model.getOnceAgreed(BASE, Precision.FLOAT16, () -> shown.add("asked again"));
    runAll();
    assertEquals(List.of("declined", "agreed"), shown);
    assertEquals(2, hub.fetched.size());
  }

  @Test
  void aLicenceThatCannotBeKeptFetchesNothing() {
    hub.locked = true;
    model.getOnceAgreed(TINY, Precision.FLOAT16, () -> true);
    runAll();
    assertEquals("Cannot write it: no permission.", model.complaintProperty().get());
    assertEquals(List.of(), hub.fetched);
  }
}
