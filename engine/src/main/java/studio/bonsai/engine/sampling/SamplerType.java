// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The samplers, by the names that the command line, other programs and diffusers give them. */
public enum SamplerType {
  /** Pseudo linear multistep, Stable Diffusion's own: Liu et al. 2022, arXiv 2202.09778. */
  PNDM("pndm", "PLMS", "PNDMScheduler"),
  /** Song et al. 2020, arXiv 2010.02502. */
  DDIM("ddim", "DDIM", "DDIMScheduler"),
  /** First order: Karras et al. 2022, arXiv 2206.00364, Algorithm 2 without churn. */
  EULER("euler", "Euler", "EulerDiscreteScheduler"),
  /** Euler with fresh noise at every step: k-diffusion's sample_euler_ancestral. */
  EULER_ANCESTRAL("euler-a", "Euler a", "EulerAncestralDiscreteScheduler"),
  /** Second order, two network calls a step: arXiv 2206.00364, Algorithm 1. */
  HEUN("heun", "Heun", "HeunDiscreteScheduler"),
  /** DPM-Solver++ 2M: Lu et al. 2022, arXiv 2211.01095. */
  DPMPP_2M("dpm++2m", "DPM++ 2M", "DPMSolverMultistepScheduler"),
  /** DPM-Solver++ 2M as a stochastic differential equation. */
  DPMPP_2M_SDE("dpm++2m-sde", "DPM++ 2M SDE", "DPMSolverMultistepScheduler"),
  /** Predictor and corrector: Zhao et al. 2023, arXiv 2302.04867. */
  UNIPC("unipc", "UniPC", "UniPCMultistepScheduler"),
  /** For latent consistency models: Luo et al. 2023, arXiv 2310.04378. */
  LCM("lcm", "LCM", "LCMScheduler");

  private static final Set<SamplerType> WITH_KARRAS =
      Set.of(EULER, HEUN, DPMPP_2M, DPMPP_2M_SDE, UNIPC);

  private final String cliName;
  private final String label;
  private final String className;

  SamplerType(String cliName, String label, String className) {
    this.cliName = cliName;
    this.label = label;
    this.className = className;
  }

  /** The name on the command line. */
  public String cliName() {
    return cliName;
  }

  /** The name to show, which is also the one that other programs write into their pictures. */
  public String label() {
    return label;
  }

  /** The {@code _class_name} of diffusers. */
  public String className() {
    return className;
  }

  /** Whether the sampler can space its noise levels after Karras et al. */
  public boolean supportsKarras() {
    return WITH_KARRAS.contains(this);
  }

  /** Whether the sampler can add fresh noise at each step, by eta. */
  public boolean supportsEta() {
    return this == DDIM;
  }

  /** Whether every run draws noise after the first latent (DDIM draws only when eta is above 0). */
  public boolean isStochastic() {
    return this == EULER_ANCESTRAL || this == DPMPP_2M_SDE || this == LCM;
  }

  /**
   * The sampler of a name, in any of the three forms; case, blanks, dashes do not matter.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static SamplerType named(String name) {
    String wanted = plain(name);
    return Arrays.stream(values())
        .filter(type -> type.answersTo(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown sampler \"" + name + "\"; known are " + cliNames()));
  }

  /** The sampler of a diffusers class; the SDE variant shares the class of the plain one. */
  static Optional<SamplerType> ofClass(String className) {
    return Arrays.stream(values()).filter(type -> type.className.equals(className)).findFirst();
  }

  static String classNames() {
    return Arrays.stream(values())
        .map(SamplerType::className)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String cliNames() {
    return Arrays.stream(values()).map(SamplerType::cliName).collect(Collectors.joining(", "));
  }

  private boolean answersTo(String wanted) {
    return wanted.equals(plain(cliName))
        || wanted.equals(plain(label))
        || wanted.equals(plain(name()))
        || wanted.equals(plain(className));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }
}
