class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def moments(self: __torch__.Kernel, x: Tensor) -> Tuple[Tensor, Tensor]:
    mean, logvar = torch.chunk(x, 2, 1)
    return (mean, torch.exp(torch.mul(torch.clamp(logvar, -30., 20.), 0.5)))
