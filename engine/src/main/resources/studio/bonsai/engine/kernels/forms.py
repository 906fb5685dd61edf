class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def linear(self: __torch__.Kernel, w: Tensor, rows: int) -> Tensor:
    return __torch__.onednn.pack_linear(w, rows)

  def gated(self: __torch__.Kernel, w: Tensor, b: Tensor, rows: int) -> List[Tensor]:
    value, gate = torch.chunk(w, 2)
    value_bias, gate_bias = torch.chunk(b, 2)
    value, gate = __torch__.onednn.pack_linear(value, rows), __torch__.onednn.pack_linear(gate, rows)
    return [value, torch.clone(value_bias), gate, torch.clone(gate_bias)]

  def pointwise(self: __torch__.Kernel, w: Tensor, rows: int) -> Tensor:
    return __torch__.onednn.pack_linear(torch.flatten(w, 1), rows)

  def convolution(self: __torch__.Kernel, w: Tensor, stride: int, padding: int, batch: int, height: int, width: int) -> Tensor:
    return __torch__.onednn.pack_convolution(w, stride, padding, 1, [batch, torch.size(w, 1), height, width])

  def winograd(self: __torch__.Kernel, w: Tensor, b: Tensor, n: int, batch: int, height: int, width: int) -> List[Tensor]:
    side = n - 2
    count, tiles = (height + side - 1) // side, (width + side - 1) // side
    rows = batch * __torch__.winograd.band(batch, count, tiles, n) * tiles
    u = __torch__.winograd.weights(w, n)
    return [__torch__.onednn.pack_products(u, rows), __torch__.winograd.bias(b, n)]
