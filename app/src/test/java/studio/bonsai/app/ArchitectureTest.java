// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
}
