// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

import static studio.bonsai.engine.sampling.SamplerType.DDIM;
import static studio.bonsai.engine.sampling.SamplerType.DPMPP_2M;
import static studio.bonsai.engine.sampling.SamplerType.DPMPP_2M_SDE;
import static studio.bonsai.engine.sampling.SamplerType.EULER;
import static studio.bonsai.engine.sampling.SamplerType.HEUN;
import static studio.bonsai.engine.sampling.SamplerType.LCM;
import static studio.bonsai.engine.sampling.SamplerType.PNDM;
import static studio.bonsai.engine.sampling.SamplerType.UNIPC;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import studio.bonsai.engine.sampling.SigmaSpacing.Kind;
import studio.bonsai.engine.sampling.SolverSettings.Algorithm;

/**
 * Reads the fields of a scheduler_config.json as the diffusers class of one sampler does: fields
 * that the class does not have are passed over, fields that are not given take its defaults.
 */
final class SettingsReader {
  private static final int MANY = 100_000;
  private static final Set<SamplerType> LEADING_BY_DEFAULT = EnumSet.of(PNDM, DDIM, LCM);
  private static final Set<SamplerType> WITH_ZERO_SNR =
      EnumSet.complementOf(EnumSet.of(PNDM, HEUN));
  private static final Set<SamplerType> WITH_CLIPPING = EnumSet.of(DDIM, HEUN, LCM);
  private static final Set<SamplerType> WITH_THRESHOLDING =
      EnumSet.of(DDIM, LCM, DPMPP_2M, DPMPP_2M_SDE, UNIPC);
  private static final Set<SamplerType> SOLVERS = EnumSet.of(DPMPP_2M, DPMPP_2M_SDE, UNIPC);

  private final SamplerType type;
  private final ConfigFields fields;

  private SettingsReader(SamplerType type, ConfigFields fields) {
    this.type = type;
    this.fields = fields;
  }

  /**
   * @param origin the file, for messages
   */
  static SamplerSettings read(SamplerType type, JsonNode json, String origin) {
    ConfigFields fields = new ConfigFields(json, origin);
    SamplerSettings settings = new SettingsReader(type, fields).settings();
    checkSolver(settings, fields);
    fields.throwIfWrong();
    return settings;
  }

  private static void checkSolver(SamplerSettings settings, ConfigFields fields) {
    Algorithm algorithm = settings.solver().algorithm();
    fields.require(
        algorithm.ofOriginal() || !settings.sigmas().endsAtZero(),
        "algorithm_type " + algorithm.json() + " needs final_sigmas_type sigma_min");
    fields.require(
        algorithm != Algorithm.SDE_DPMSOLVER || settings.solver().order() < 3,
        "algorithm_type sde-dpmsolver has no solver_order 3");
  }

  private SamplerSettings settings() {
    refuseUnsupported();
    return new SamplerSettings(
        type,
        betas(),
        fields.choice(
            "prediction_type",
            PredictionType.EPSILON,
            PredictionType::json,
            List.of(PredictionType.values())),
        fields.choice(
            "timestep_spacing",
            LEADING_BY_DEFAULT.contains(type) ? TimestepSpacing.LEADING : TimestepSpacing.LINSPACE,
            TimestepSpacing::json,
            List.of(TimestepSpacing.values())),
        fields.integer("steps_offset", 0, 0, MANY),
        fields.flag("set_alpha_to_one", type != PNDM),
        fields.flag("skip_prk_steps", false),
        clip(),
        sigmas(),
        solver(),
        fields.integer("original_inference_steps", 50, 1, MANY),
        fields.number("timestep_scaling", 10));
  }

  private BetaSchedule betas() {
    boolean ofStableDiffusion = type == HEUN || type == LCM;
    List<BetaSchedule.Curve> curves =
        Arrays.stream(BetaSchedule.Curve.values())
            .filter(curve -> type == HEUN || curve != BetaSchedule.Curve.EXPONENTIAL)
            .toList();
    BetaSchedule fallback = new BetaSchedule(1, 0.1, 0.1, curves.get(0), List.of(), false);
    int length = fields.integer("num_train_timesteps", 1000, 1, MANY);
    double start = fields.number("beta_start", ofStableDiffusion ? 0.00085 : 0.0001);
    double end = fields.number("beta_end", ofStableDiffusion ? 0.012 : 0.02);
    BetaSchedule.Curve curve =
        fields.choice(
            "beta_schedule",
            type == LCM ? BetaSchedule.Curve.SCALED_LINEAR : BetaSchedule.Curve.LINEAR,
            BetaSchedule.Curve::json,
            curves);
    List<Double> trained = fields.numbers("trained_betas");
    boolean zeroSnr = fields.flag("rescale_betas_zero_snr", false) && WITH_ZERO_SNR.contains(type);
    return fields.checked(
        () -> new BetaSchedule(length, start, end, curve, trained, zeroSnr), fallback);
  }

  private OriginalClip clip() {
    boolean dynamic = fields.flag("thresholding", false) && WITH_THRESHOLDING.contains(type);
    boolean fixed = fields.flag("clip_sample", type == DDIM) && WITH_CLIPPING.contains(type);
    OriginalClip.Kind kind = fixed ? OriginalClip.Kind.FIXED : OriginalClip.Kind.NONE;
    double range = fields.number("clip_sample_range", 1);
    double ratio = fields.number("dynamic_thresholding_ratio", 0.995);
    double largest = fields.number("sample_max_value", 1);
    return fields.checked(
        () -> new OriginalClip(dynamic ? OriginalClip.Kind.DYNAMIC : kind, range, ratio, largest),
        OriginalClip.none());
  }

  private SigmaSpacing sigmas() {
    boolean endsAtZero =
        fields
                .choice("final_sigmas_type", "zero", name -> name, List.of("zero", "sigma_min"))
                .equals("zero")
            || !(SOLVERS.contains(type) || type == EULER);
    OptionalDouble least = type == EULER ? fields.number("sigma_min") : OptionalDouble.empty();
    OptionalDouble most = type == EULER ? fields.number("sigma_max") : OptionalDouble.empty();
    return new SigmaSpacing(
        type.supportsKarras() ? sigmaKind() : Kind.TIMESTEPS, least, most, endsAtZero);
  }

  private Kind sigmaKind() {
    if (fields.flag("use_karras_sigmas", false)) {
      return Kind.KARRAS;
    }
    boolean solver = type == DPMPP_2M || type == DPMPP_2M_SDE;
    if (solver && fields.flag("use_lu_lambdas", false)) {
      return Kind.LU;
    }
    return fields.flag("use_exponential_sigmas", false) ? Kind.EXPONENTIAL : Kind.TIMESTEPS;
  }

  private SolverSettings solver() {
    Algorithm algorithm = algorithm();
    // Names of the other solver's forms mean the default, as in diffusers.
    String form =
        SOLVERS.contains(type)
            ? fields.choice(
                "solver_type",
                "bh2",
                name -> name,
                List.of("midpoint", "heun", "bh1", "bh2", "logrho"))
            : "bh2";
    return new SolverSettings(
        algorithm,
        !form.equals("heun"),
        SOLVERS.contains(type) ? fields.integer("solver_order", 2, 1, type == UNIPC ? 6 : 3) : 2,
        fields.flag("lower_order_final", true),
        fields.flag("euler_at_final", false),
        fields.number("lambda_min_clipped", Double.NEGATIVE_INFINITY),
        fields.flag("predict_x0", true),
        !form.equals("bh1"),
        fields.numbers("disable_corrector").stream()
            .map(Double::intValue)
            .collect(Collectors.toSet()));
  }

  /** Of the kind that the sampler's name says, in the form that the file says. */
  private Algorithm algorithm() {
    boolean stochastic = type == DPMPP_2M_SDE;
    if (!stochastic && type != DPMPP_2M) {
      return Algorithm.DPMSOLVER_PLUS;
    }
    List<String> known =
        List.of("dpmsolver++", "dpmsolver", "sde-dpmsolver++", "sde-dpmsolver", "deis");
    String given = fields.choice("algorithm_type", "dpmsolver++", name -> name, known);
    boolean ofNoise = given.endsWith("dpmsolver");
    if (stochastic) {
      return ofNoise ? Algorithm.SDE_DPMSOLVER : Algorithm.SDE_DPMSOLVER_PLUS;
    }
    return ofNoise ? Algorithm.DPMSOLVER : Algorithm.DPMSOLVER_PLUS;
  }

  private void refuseUnsupported() {
    if (type.supportsKarras()) {
      fields.refuse("use_beta_sigmas", fields.flag("use_beta_sigmas", false));
    }
    if (SOLVERS.contains(type)) {
      fields.refuse("use_flow_sigmas", fields.flag("use_flow_sigmas", false));
    }
    if (type == EULER) {
      List<String> interpolations = List.of("linear", "log_linear");
      String interpolation =
          fields.choice("interpolation_type", "linear", name -> name, interpolations);
      fields.refuse("interpolation_type", interpolation.equals("log_linear"));
      List<String> kinds = List.of("discrete", "continuous");
      String kind = fields.choice("timestep_type", "discrete", name -> name, kinds);
      fields.refuse("timestep_type", kind.equals("continuous"));
    }
  }
}
