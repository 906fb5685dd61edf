// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.sampling;

/**
 * Everything a sampler must know of a scheduler_config.json, with the defaults of its diffusers
 * class filled in. Parts that a sampler does not have are at rest (no clipping, plain spacing).
 *
 * @param stepsOffset added to the timesteps of {@link TimestepSpacing#LEADING}
 * @param alphaOneAtEnd whether the last step goes to a latent without noise, or to that of timestep
 *     0 (PNDM, DDIM)
 * @param skipPrkSteps whether PNDM starts without Runge-Kutta steps
 * @param lcmOriginalSteps steps of the schedule that a latent consistency model was distilled on
 * @param lcmTimestepScaling how fast its boundary condition fades with the timestep
 */
record SamplerSettings(
    SamplerType type,
    BetaSchedule betas,
    PredictionType prediction,
    TimestepSpacing spacing,
    int stepsOffset,
    boolean alphaOneAtEnd,
    boolean skipPrkSteps,
    OriginalClip clip,
    SigmaSpacing sigmas,
    SolverSettings solver,
    int lcmOriginalSteps,
    double lcmTimestepScaling) {}
