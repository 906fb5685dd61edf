/** Wires text, sampler, U-Net and autoencoder to pictures; holds no mathematics of its own. */
package studio.bonsai.engine.generate;
