// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javafx.application.Platform;

/** The studio's house rules. */
@AnalyzeClasses(packages = "studio.bonsai", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_STUDIO_SEES_ONLY_THE_ENGINES_FACE =
      noClasses()
          .that()
          .resideInAPackage("studio.bonsai.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("studio.bonsai.engine.*..", "ai.djl..")
          .because(
              "what the window shows must not hang on how pictures are computed: the engine's root"
                  + " package is the whole contract");

  @ArchTest
  static final ArchRule ONE_DOOR_TO_THE_FX_THREAD =
      noClasses()
          .that()
          .resideInAPackage("studio.bonsai.app..")
          .and()
          .doNotHaveSimpleName("FxBridge")
          .and()
          .doNotHaveSimpleName("StudioApplication")
          .should()
          .callMethod(Platform.class, "runLater", Runnable.class)
          .because("where threads meet is where a window freezes: one class is easy to watch");

  @ArchTest
  static final ArchRule VIEW_MODELS_HOLD_NO_CONTROLS =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene.control..", "javafx.scene.layout..", "org.controlsfx..")
          .because("what a view model does is tested without a toolkit");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.bonsai.app.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a folder is a feature, and a feature can be read alone");
}
