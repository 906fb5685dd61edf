class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def generator(self: __torch__.Kernel, seed: int) -> Generator:
    g = torch.Generator(device="cpu", seed=0)
    _ = torch.manual_seed(g, seed)
    return g

  def normal(self: __torch__.Kernel, g: Generator, shape: List[int]) -> Tensor:
    return torch.randn(shape, generator=g)

  def seeded(self: __torch__.Kernel, seed: int, shape: List[int]) -> Tensor:
    g = torch.Generator(device="cpu", seed=0)
    _ = torch.manual_seed(g, seed)
    return torch.randn(shape, generator=g)
