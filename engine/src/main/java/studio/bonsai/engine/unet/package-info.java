/** The noise predictor: diffusers' UNet2DConditionModel in every shape of SD v1, v2 and BK-SDM. */
package studio.bonsai.engine.unet;
