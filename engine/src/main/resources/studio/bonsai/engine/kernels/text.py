class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  heads : int
  eps : float
  quick : bool

  def embed(self: __torch__.Kernel, ids: Tensor, p: List[Tensor]) -> Tensor:
    positions = torch.slice(p[1], 0, 0, torch.size(ids, 1), 1)
    return torch.add(torch.embedding(p[0], ids), positions)

  def norm(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    return __torch__.common.layer_norm(x, p[0], p[1], self.eps)

  def layer(self: __torch__.Kernel, x: Tensor, p: List[Tensor]) -> Tensor:
    h = __torch__.common.layer_norm(x, p[0], p[1], self.eps)
    q = self.split(__torch__.common.linear(h, p[2], p[3]))
    k = self.split(__torch__.common.linear(h, p[4], p[5]))
    v = self.split(__torch__.common.linear(h, p[6], p[7]))
    h = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
    h = torch.reshape(torch.transpose(h, 1, 2), torch.size(x))
    y = torch.add(x, __torch__.common.linear(h, p[8], p[9]))
    h = __torch__.common.layer_norm(y, p[10], p[11], self.eps)
    h = self.activation(__torch__.common.linear(h, p[12], p[13]))
    return torch.add(y, __torch__.common.linear(h, p[14], p[15]))

  def split(self: __torch__.Kernel, x: Tensor) -> Tensor:
    size = torch.size(x)
    heads = torch.view(x, [size[0], size[1], self.heads, size[2] // self.heads])
    return torch.transpose(heads, 1, 2)

  def activation(self: __torch__.Kernel, x: Tensor) -> Tensor:
    if self.quick:
      y = torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))
    else:
      y = torch.gelu(x)
    return y
