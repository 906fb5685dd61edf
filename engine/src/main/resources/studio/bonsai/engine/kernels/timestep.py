class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  channels : int
  flip_sin_to_cos : bool
  freq_shift : float

  def sinusoid(self: __torch__.Kernel, t: Tensor) -> Tensor:
    half = self.channels // 2
    exponent = torch.mul(torch.arange(half, dtype=6, device=ops.prim.device(t)), -9.210340371976184)
    frequency = torch.exp(torch.div(exponent, torch.sub(half, self.freq_shift)))
    angle = torch.mul(torch.unsqueeze(torch.to(t, 6), 1), torch.unsqueeze(frequency, 0))
    if self.flip_sin_to_cos:
      wave = torch.cat([torch.cos(angle), torch.sin(angle)], 1)
    else:
      wave = torch.cat([torch.sin(angle), torch.cos(angle)], 1)
    return wave

  def forward(self: __torch__.Kernel, like: Tensor, t: Tensor, p: List[Tensor]) -> Tensor:
    return self.perceptron(__torch__.common.like(self.sinusoid(t), like), p)

  def forward_with_condition(self: __torch__.Kernel, like: Tensor, t: Tensor, condition: Tensor, p: List[Tensor]) -> Tensor:
    x = __torch__.common.like(self.sinusoid(t), like)
    c = __torch__.common.linear_no_bias(__torch__.common.like(condition, like), p[4])
    return self.perceptron(torch.add(x, c), p)

  def perceptron(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    h = torch.silu(__torch__.common.linear(x, p[0], p[1]))
    return torch.silu(__torch__.common.linear(h, p[2], p[3]))
