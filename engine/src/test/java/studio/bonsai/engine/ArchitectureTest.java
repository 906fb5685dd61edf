// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The engine's house rules. */
@AnalyzeClasses(
    packages = "studio.bonsai.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NO_WINDOW =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("studio.bonsai.app..", "javafx..")
          .because(
              "the engine is a library and a command line, and runs where there is no display");

  @ArchTest
  static final ArchRule ONLY_KERNELS_SEE_PYTORCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.bonsai.engine.kernels..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..")
          .because(
              "DJL's PyTorch classes are its inside and change with every release: one package is"
                  + " enough to mend");

  @ArchTest
  static final ArchRule SAMPLING_DOES_NOT_SEE_THE_NETWORK =
      noClasses()
          .that()
          .resideInAPackage("..engine.sampling..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..engine.unet..", "..engine.nn..", "..engine.vae..")
          .because("a sampler is mathematics over any denoiser, and is proven against formulas");

  @ArchTest
  static final ArchRule NOBODY_SEES_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..engine.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..engine.cli..", "picocli..")
          .because("the command line is one user of the engine, as the studio is another");

  @ArchTest
  static final ArchRule NO_BORROWED_NUMBERS_IN_NETWORKS_AND_LOSSES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..engine.nn..",
              "..engine.text..",
              "..engine.unet..",
              "..engine.vae..",
              "..engine.train..",
              "..engine.distill..",
              "..engine.dreambooth..",
              "..engine.lora..")
          .should()
          .callMethod(NDArray.class, "mul", Number.class)
          .orShould()
          .callMethod(NDArray.class, "div", Number.class)
          .orShould()
          .callMethod(NDArray.class, "pow", Number.class)
          .orShould()
          .callMethod(NDArray.class, "clip", Number.class, Number.class)
          .because(
              "DJL lends such a number's memory from Java, which frees it before the gradient is"
                  + " computed from it; Recording.times and kernels keep their own");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.bonsai.engine.(*)..")
          .should()
          .beFreeOfCycles()
          .because("the packages are the data flow, and data flows one way");
}
