/**
 * From noise to a latent: noise schedules, guidance and the samplers. The numbers are those of
 * diffusers 0.35 (schedulers/*.py); the network is only ever seen as a {@link
 * studio.bonsai.engine.sampling.Denoiser}.
 */
package studio.bonsai.engine.sampling;
