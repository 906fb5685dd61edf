// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import javafx.application.Application;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.ForeseenFailure;
import studio.bonsai.app.jobs.FxBridge;
import studio.bonsai.app.jobs.UnexpectedFailure;
import studio.bonsai.app.theme.Theme;
import studio.bonsai.engine.Engine;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.ModelShelf;

/** Brings the studio up, and down again. */
public final class StudioApplication extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(StudioApplication.class);

  private InstanceLock lock;
  private Studio studio;
  private EngineException refusal;
  private boolean closed;

  /** Beside JavaFX's own start; what goes wrong is told once there is a window to tell it in. */
  @Override
  public void init() {
    Thread.setDefaultUncaughtExceptionHandler(StudioApplication::onUncaught);
    Places places = Places.ofThisMachine();
    try {
      lock = InstanceLock.take(places.data());
      studio = new Studio(places, ModelShelf.ofThisMachine(), Engine::open);
      // A signal ends the toolkit without a word to this class.
      Runtime.getRuntime().addShutdownHook(new Thread(this::close, "closing"));
    } catch (EngineException e) {
      LOG.error("the studio cannot start", e);
      refusal = e;
    }
  }

  @Override
  public void start(Stage stage) {
    if (refusal != null) {
      Theme.SYSTEM.apply();
      tell(ForeseenFailure.sentence(refusal));
      FxBridge.leave();
      return;
    }
    StudioWindow.show(stage, studio);
    StartClock.log("window");
    PulseWatch.startIfWanted();
    studio.start();
    studio.warm();
  }

  @Override
  public void stop() {
    close();
  }

  /** Whether the window or a signal asks for it, and should both. */
  private synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    FxBridge.close();
    if (studio != null) {
      studio.close();
    }
    if (lock != null) {
      lock.close();
    }
  }

  private static void onUncaught(Thread thread, Throwable failure) {
    if (FxBridge.isClosed()) {
      LOG.debug("in {}, while the toolkit goes down by itself", thread.getName(), failure);
      return;
    }
    LOG.error("unexpected in {}", thread.getName(), failure);
    FxBridge.run(() -> tell(UnexpectedFailure.sentence(failure)));
  }

  private static void tell(String sentence) {
    Alert alert = new Alert(Alert.AlertType.ERROR, sentence, ButtonType.CLOSE);
    alert.setTitle("Bonsai Studio");
    alert.setHeaderText(null);
    alert.showAndWait();
  }
}
