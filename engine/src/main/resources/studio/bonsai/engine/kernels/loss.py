class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def mse(self: __torch__.Kernel, x: Tensor, y: Tensor) -> Tensor:
    return torch.mse_loss(torch.to(x, 6), torch.to(y, 6))

  def weighted_mse(self: __torch__.Kernel, x: Tensor, y: Tensor, w: Tensor) -> Tensor:
    d = torch.flatten(torch.square(torch.sub(torch.to(x, 6), torch.to(y, 6))), 1)
    return torch.mean(torch.mul(torch.mean(d, [1]), w))

  def normalised_mse(self: __torch__.Kernel, x: Tensor, y: Tensor) -> Tensor:
    y = torch.to(y, 6)
    return torch.div(torch.mse_loss(torch.to(x, 6), y), torch.var(y))

  def absolute(self: __torch__.Kernel, x: Tensor, y: Tensor) -> Tensor:
    return torch.mean(torch.abs(torch.sub(x, y)))

  def edges(self: __torch__.Kernel, x: Tensor, y: Tensor) -> Tensor:
    d = torch.sub(x, y)
    across = torch.sub(torch.slice(d, 3, 1), torch.slice(d, 3, 0, -1))
    down = torch.sub(torch.slice(d, 2, 1), torch.slice(d, 2, 0, -1))
    return torch.add(torch.mean(torch.abs(across)), torch.mean(torch.abs(down)))

  def divergence(self: __torch__.Kernel, mean: Tensor, deviation: Tensor) -> Tensor:
    variance = torch.square(deviation)
    terms = torch.sub(torch.sub(torch.add(torch.square(mean), variance), 1), torch.log(variance))
    return torch.mul(torch.mean(terms), 0.5)
