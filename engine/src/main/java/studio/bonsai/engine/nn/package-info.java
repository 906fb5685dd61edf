/**
 * Layers: each holds its named parameters and makes one kernel call. Pictures are [B, C, H, W],
 * tokens [B, T, D]; a layer computes in the dtype of its input and leaves its input open.
 */
package studio.bonsai.engine.nn;
