class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  groups : int
  eps : float

  def plain(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    return __torch__.common.conv3x3(x, p[0], p[1])

  def normalised(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    h = __torch__.common.group_norm(x, p[0], p[1], self.groups, self.eps)
    return torch.contiguous(__torch__.common.silu_conv3x3(h, p[2], p[3]))

  def pointwise(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    return __torch__.common.conv1x1(x, p[0], p[1])
