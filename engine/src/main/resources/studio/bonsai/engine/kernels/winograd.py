def inwards(r: Tensor, t: Tensor) -> Tensor:
  if torch.size(r, 0) == 6:
    one = __torch__.winograd.coefficients([-2., -0.5], [2, 1], torch.dim(r))
    two = __torch__.winograd.coefficients([0.7071067811865476, -0.7071067811865476, 1.4142135623730951, -1.4142135623730951], [2, 2], torch.dim(r))
    ends, inner = torch.slice(t, 0, 0, 6, 5), torch.unflatten(torch.slice(t, 0, 1, 5), 0, [2, 2])
    d = torch.addcmul(torch.slice(r, 0, 3, 5), one, torch.slice(r, 0, 1, 3))
    _ = torch.addcmul(torch.slice(d, 1, 1, 2), two, torch.slice(d, 1, 0, 1), out=inner)
    _ = torch.add(torch.slice(r, 0, 0, 2), torch.slice(r, 0, 4, 6), out=ends)
    _ = torch.sub(ends, torch.slice(r, 0, 2, 4), alpha=2.5, out=ends)
  else:
    if torch.size(r, 0) == 4:
      _ = torch.sub(torch.select(r, 0, 0), torch.select(r, 0, 2), out=torch.select(t, 0, 0))
      _ = torch.add(torch.select(r, 0, 1), torch.select(r, 0, 2), out=torch.select(t, 0, 1))
      _ = torch.sub(torch.select(r, 0, 2), torch.select(r, 0, 1), out=torch.select(t, 0, 2))
      _ = torch.sub(torch.select(r, 0, 1), torch.select(r, 0, 3), out=torch.select(t, 0, 3))
    else:
      _ = torch.copy_(torch.select(t, 0, 0), torch.select(r, 0, 1))
      _ = torch.sub(torch.slice(r, 0, 0, 3, 2), torch.slice(r, 0, 1, 2), out=torch.slice(t, 0, 1, 3))
  return t

def outwards(r: Tensor, t: Tensor) -> Tensor:
  if torch.size(r, 0) == 3:
    t = torch.add(torch.slice(r, 0, 0, 1), torch.slice(r, 0, 1, 3), out=t)
  else:
    t = __torch__.winograd.outwards_of_pairs(r, t)
  return t

def outwards_of_pairs(r: Tensor, t: Tensor) -> Tensor:
  pairs = torch.unflatten(torch.slice(r, 0, 1, torch.size(r, 0) - 1), 0, [-1, 2])
  signs = __torch__.winograd.coefficients([1., -1.], [2], torch.dim(r))
  d = torch.addcmul(torch.slice(pairs, 1, 0, 1), signs, torch.slice(pairs, 1, 1, 2))
  if torch.size(r, 0) == 6:
    one = __torch__.winograd.coefficients([1.4142135623730951, 1., 0.7071067811865476, 0.5], [2, 2], torch.dim(r))
    two = __torch__.winograd.coefficients([0.5, 0.7071067811865476, 1., 1.4142135623730951], [2, 2], torch.dim(r))
    ends, all = torch.slice(t, 0, 0, 4, 3), torch.unflatten(t, 0, [2, 2])
    _ = torch.mul(torch.select(d, 0, 0), one, out=all)
    _ = torch.addcmul(all, two, torch.select(d, 0, 1), out=all)
    _ = torch.add(ends, torch.slice(r, 0, 0, 6, 5), out=ends)
  else:
    _ = torch.add(torch.select(r, 0, 0), torch.select(torch.select(d, 0, 0), 0, 0), out=torch.select(t, 0, 0))
    _ = torch.sub(torch.select(torch.select(d, 0, 0), 0, 1), torch.select(r, 0, 3), out=torch.select(t, 0, 1))
  return t

def coefficients(values: List[float], shape: List[int], dim: int) -> Tensor:
  for i in range(dim - 1):
    _ = torch.append(shape, 1)
  return torch.view(torch.tensor(values), shape)

def taps(x: Tensor, dim: int, n: int) -> Tensor:
  return torch.movedim(torch.unfold(x, dim, n, n - 2), -1, 0)

def scratch(buffer: Tensor, index: int, size: List[int]) -> Tensor:
  count = 1
  for i in range(torch.len(size)):
    count = count * size[i]
  return torch.view(torch.slice(buffer, 0, index * count, (index + 1) * count), size)

def padded_rows(x: Tensor, top: int, count: int, silu: bool, buffer: Tensor) -> Tensor:
  lo = ops.prim.max(top, 0)
  hi = ops.prim.min(top + count, torch.size(x, 1))
  y = torch.slice(buffer, 1, 0, count)
  _ = torch.zero_(torch.slice(y, 1, 0, lo - top))
  _ = torch.zero_(torch.slice(y, 1, hi - top, count))
  inner = torch.slice(torch.slice(y, 1, lo - top, hi - top), 2, 1, torch.size(x, 2) + 1)
  if silu:
    _ = torch.silu(torch.slice(x, 1, lo, hi), out=inner)
  else:
    _ = torch.copy_(inner, torch.slice(x, 1, lo, hi))
  return y

def to_tiles(x: Tensor, v: Tensor) -> Tensor:
  batch, width, channels = torch.size(x, 0), torch.size(x, 2), torch.size(x, 3)
  count, n = torch.size(v, 1), torch.size(v, 3)
  row = batch * width * channels
  step = ops.prim.min(ops.prim.max(262144 // row, 1), count)
  half = torch.empty([n * step * row])
  for i in range((count + step - 1) // step):
    k = ops.prim.min(step, count - i * step)
    band = torch.slice(x, 1, i * step * (n - 2), (i * step + k) * (n - 2) + 2)
    h = __torch__.winograd.inwards(__torch__.winograd.taps(band, 1, n), __torch__.winograd.scratch(half, 0, [n, batch, k, width, channels]))
    target = torch.permute(torch.slice(v, 1, i * step, i * step + k), [4, 3, 0, 1, 2, 5])
    _ = __torch__.winograd.inwards(__torch__.winograd.taps(h, 3, n), target)
  return v

def from_tiles(p: Tensor, y: Tensor) -> Tensor:
  batch, count, tiles, n, channels = torch.size(p, 0), torch.size(p, 1), torch.size(p, 2), torch.size(p, 3), torch.size(p, 5)
  m = torch.size(y, 1) // count
  row = batch * tiles * n * channels
  step = ops.prim.min(ops.prim.max(262144 // row, 1), count)
  half = torch.empty([m * step * row])
  picture = torch.view(y, [batch, count, m, tiles, m, channels])
  for i in range((count + step - 1) // step):
    k = ops.prim.min(step, count - i * step)
    band = torch.movedim(torch.slice(p, 1, i * step, i * step + k), 3, 0)
    h = __torch__.winograd.outwards(band, __torch__.winograd.scratch(half, 0, [m, batch, k, tiles, n, channels]))
    target = torch.permute(torch.slice(picture, 1, i * step, i * step + k), [4, 2, 0, 1, 3, 5])
    _ = __torch__.winograd.outwards(torch.movedim(h, 4, 0), target)
  return y

def band(batch: int, count: int, tiles: int, n: int) -> int:
  most = 256
  if n == 3:
    most = 1024
  return ops.prim.min(ops.prim.max(most // (batch * tiles), 1), count)

def conv3x3(x: Tensor, w: Tensor, b: Tensor, silu: bool) -> Tensor:
  n, m = 6, 4
  if torch.size(b, 0) == 16:
    n, m = 4, 2
  return __torch__.winograd.in_bands(x, w, b, silu, n, m)

def enlarged_conv3x3(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  return __torch__.winograd.in_bands(x, w, b, False, 3, 2)

def in_bands(x: Tensor, w: Tensor, b: Tensor, silu: bool, n: int, m: int) -> Tensor:
  picture = torch.contiguous(torch.permute(x, [0, 2, 3, 1]))
  batch, height, width, channels = torch.size(picture)
  side = n - 2
  count, tiles = (height + side - 1) // side, (width + side - 1) // side
  step = __torch__.winograd.band(batch, count, tiles, n)
  y = torch.empty([batch, count * m, tiles * m, torch.size(b, 1)])
  buffer = torch.empty([batch, step * side + 2, tiles * side + 2, channels])
  _ = torch.zero_(torch.slice(buffer, 2, 0, 1))
  _ = torch.zero_(torch.slice(buffer, 2, width + 1))
  v = torch.empty([batch, step, tiles, n, n, channels])
  for i in range((count + step - 1) // step):
    first = ops.prim.min(i * step, count - step)
    rows = __torch__.winograd.padded_rows(picture, first * side - 1, step * side + 2, silu, buffer)
    p = __torch__.onednn.products(__torch__.winograd.to_tiles(rows, v), w, b)
    _ = __torch__.winograd.from_tiles(p, torch.slice(y, 1, first * m, (first + step) * m))
  y = torch.slice(torch.slice(y, 1, 0, height * m // side), 2, 0, width * m // side)
  return torch.permute(y, [0, 3, 1, 2])

def weights(w: Tensor, n: int) -> Tensor:
  if n == 6:
    g = torch.tensor([[1., 0., 0.], [-0.47140452079103168, -0.33333333333333333, -0.23570226039551584], [-0.47140452079103168, 0.33333333333333333, -0.23570226039551584], [0.33333333333333333, 0.47140452079103168, 0.66666666666666667], [0.33333333333333333, -0.47140452079103168, 0.66666666666666667], [0., 0., 1.]])
  else:
    if n == 4:
      g = torch.tensor([[1., 0., 0.], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0., 0., 1.]])
    else:
      g = torch.tensor([[1., 1., 1.], [1., 0., 0.], [0., 0., 1.]])
  out, channels = torch.size(w, 0), torch.size(w, 1)
  taps = torch.reshape(torch.permute(w, [2, 3, 0, 1]), [9, -1])
  return torch.view(torch.mm(torch.kron(g, g), taps), [n * n, out, channels])

def bias(b: Tensor, n: int) -> Tensor:
  if n == 6:
    s = torch.tensor([0.5, 0.5, -0.5, 0.5, 0.5, 0.5])
  else:
    if n == 4:
      s = torch.tensor([0., 1., 0., 0.])
    else:
      s = torch.tensor([1., 0., 0.])
  return torch.outer(torch.kron(s, s), b)
