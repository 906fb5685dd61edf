class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def down(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    return __torch__.common.conv(x, p[0], p[1], 2, 1)

  def down_padded_behind(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    x = torch.constant_pad_nd(x, [0, 1, 0, 1], 0.)
    return __torch__.common.conv(x, p[0], p[1], 2, 0)

  def up(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    return self.enlarge(x, torch.mul(torch.size(x, 2), 2), torch.mul(torch.size(x, 3), 2), p)

  def up_to(self: __torch__.Kernel, x: Tensor, target: Tensor, p: List[Tensor]) -> Tensor:
    return self.enlarge(x, torch.size(target, 2), torch.size(target, 3), p)

  def enlarge(self: __torch__.Kernel, x: Tensor, height: int, width: int, p: List[Tensor]) -> Tensor:
    if torch.dim(p[1]) == 2 and torch.size(p[1], 0) == 9:
      y = __torch__.winograd.enlarged_conv3x3(x, p[0], p[1])
    else:
      y = __torch__.common.conv3x3(torch.upsample_nearest2d(x, [height, width]), p[0], p[1])
    return y
