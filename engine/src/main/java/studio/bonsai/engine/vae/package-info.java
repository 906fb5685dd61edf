/** The autoencoder between pictures and latents, and quick previews of a latent. */
package studio.bonsai.engine.vae;
