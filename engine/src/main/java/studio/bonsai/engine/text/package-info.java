/** From words to what the U-Net listens to: tokens, weights, chunks, text encoder. */
package studio.bonsai.engine.text;
