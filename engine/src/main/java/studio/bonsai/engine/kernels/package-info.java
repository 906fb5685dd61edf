/** TorchScript sources and the one way to call them: the only package that knows DJL's PyTorch. */
package studio.bonsai.engine.kernels;
