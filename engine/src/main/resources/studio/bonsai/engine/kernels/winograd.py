def inwards(r: List[Tensor], t: List[Tensor], a: Tensor, b: Tensor) -> List[Tensor]:
  if torch.len(r) == 6:
    _ = torch.sub(r[4], r[2], alpha=2., out=a)
    _ = torch.sub(r[3], r[1], alpha=2., out=b)
    _ = torch.add(a, b, alpha=0.7071067811865476, out=t[1])
    _ = torch.sub(a, b, alpha=0.7071067811865476, out=t[2])
    _ = torch.sub(r[4], r[2], alpha=0.5, out=a)
    _ = torch.sub(r[3], r[1], alpha=0.5, out=b)
    _ = torch.add(a, b, alpha=1.4142135623730951, out=t[3])
    _ = torch.sub(a, b, alpha=1.4142135623730951, out=t[4])
    _ = torch.add(r[0], r[4], out=a)
    _ = torch.sub(a, r[2], alpha=2.5, out=t[0])
    _ = torch.add(r[1], r[5], out=b)
    _ = torch.sub(b, r[3], alpha=2.5, out=t[5])
  else:
    _ = torch.sub(r[0], r[2], out=t[0])
    _ = torch.add(r[1], r[2], out=t[1])
    _ = torch.sub(r[2], r[1], out=t[2])
    _ = torch.sub(r[1], r[3], out=t[3])
  return t

def outwards(r: List[Tensor], t: List[Tensor], a: Tensor, b: Tensor) -> List[Tensor]:
  _ = torch.add(r[1], r[2], out=a)
  if torch.len(r) == 6:
    _ = torch.add(r[3], r[4], out=b)
    _ = torch.add(b, a, alpha=0.7071067811865476, out=t[2])
    _ = torch.add(r[0], a, alpha=1.4142135623730951, out=a)
    _ = torch.add(a, b, alpha=0.5, out=t[0])
    _ = torch.sub(r[1], r[2], out=a)
    _ = torch.sub(r[3], r[4], out=b)
    _ = torch.add(a, b, alpha=0.7071067811865476, out=t[1])
    _ = torch.add(r[5], a, alpha=0.5, out=a)
    _ = torch.add(a, b, alpha=1.4142135623730951, out=t[3])
  else:
    _ = torch.add(a, r[0], out=t[0])
    _ = torch.sub(r[1], r[2], out=a)
    _ = torch.sub(a, r[3], out=t[1])
  return t

def parts(x: Tensor, dim: int, count: int) -> List[Tensor]:
  out = annotate(List[Tensor], [])
  for i in range(count):
    _ = torch.append(out, torch.select(x, dim, i))
  return out

def strided(x: Tensor, dim: int, n: int, tiles: int) -> List[Tensor]:
  out = annotate(List[Tensor], [])
  for i in range(n):
    _ = torch.append(out, torch.slice(x, dim, i, i + (tiles - 1) * (n - 2) + 1, n - 2))
  return out

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
  count, tiles, n = torch.size(v, 1), torch.size(v, 2), torch.size(v, 3)
  step = ops.prim.min(ops.prim.max(131072 // (batch * width * channels), 1), count)
  half = torch.empty([n * batch * step * width * channels])
  spare = torch.empty([2 * n * batch * step * tiles * channels])
  for i in range((count + step - 1) // step):
    k = ops.prim.min(step, count - i * step)
    band = torch.slice(x, 1, i * step * (n - 2), (i * step + k) * (n - 2) + 2)
    h = __torch__.winograd.scratch(half, 0, [n, batch, k, width, channels])
    size = [batch, k, width, channels]
    _ = __torch__.winograd.inwards(__torch__.winograd.strided(band, 1, n, k), __torch__.winograd.parts(h, 0, n), __torch__.winograd.scratch(spare, 0, size), __torch__.winograd.scratch(spare, 1, size))
    target = torch.permute(torch.slice(v, 1, i * step, i * step + k), [3, 0, 1, 2, 4, 5])
    size = [n, batch, k, tiles, channels]
    _ = __torch__.winograd.inwards(__torch__.winograd.strided(h, 3, n, tiles), __torch__.winograd.parts(target, 4, n), __torch__.winograd.scratch(spare, 0, size), __torch__.winograd.scratch(spare, 1, size))
  return v

def from_tiles(p: Tensor, y: Tensor) -> Tensor:
  batch, count, tiles, n, channels = torch.size(p, 0), torch.size(p, 1), torch.size(p, 2), torch.size(p, 3), torch.size(p, 5)
  m = n - 2
  row = batch * tiles * n * channels
  step = ops.prim.min(ops.prim.max(131072 // row, 1), count)
  half = torch.empty([m * step * row])
  spare = torch.empty([2 * step * row])
  picture = torch.view(y, [batch, count, m, tiles, m, channels])
  for i in range((count + step - 1) // step):
    k = ops.prim.min(step, count - i * step)
    h = __torch__.winograd.scratch(half, 0, [m, batch, k, tiles, n, channels])
    size = [batch, k, tiles, n, channels]
    band = torch.slice(p, 1, i * step, i * step + k)
    _ = __torch__.winograd.outwards(__torch__.winograd.parts(band, 3, n), __torch__.winograd.parts(h, 0, m), __torch__.winograd.scratch(spare, 0, size), __torch__.winograd.scratch(spare, 1, size))
    target = torch.permute(torch.slice(picture, 1, i * step, i * step + k), [2, 0, 1, 3, 4, 5])
    size = [m, batch, k, tiles, channels]
    _ = __torch__.winograd.outwards(__torch__.winograd.parts(h, 4, n), __torch__.winograd.parts(target, 4, m), __torch__.winograd.scratch(spare, 0, size), __torch__.winograd.scratch(spare, 1, size))
  return y

def band(batch: int, count: int, tiles: int) -> int:
  return ops.prim.min(ops.prim.max(256 // (batch * tiles), 1), count)

def conv3x3(x: Tensor, w: Tensor, b: Tensor, silu: bool) -> Tensor:
  picture = torch.contiguous(torch.permute(x, [0, 2, 3, 1]))
  batch, height, width, channels = torch.size(picture)
  n = 6
  if torch.size(b, 0) == 16:
    n = 4
  m = n - 2
  count, tiles = (height + m - 1) // m, (width + m - 1) // m
  step = __torch__.winograd.band(batch, count, tiles)
  y = torch.empty([batch, count * m, tiles * m, torch.size(b, 1)])
  buffer = torch.empty([batch, step * m + 2, tiles * m + 2, channels])
  _ = torch.zero_(torch.slice(buffer, 2, 0, 1))
  _ = torch.zero_(torch.slice(buffer, 2, width + 1))
  v = torch.empty([batch, step, tiles, n, n, channels])
  for i in range((count + step - 1) // step):
    first = ops.prim.min(i * step, count - step)
    rows = __torch__.winograd.padded_rows(picture, first * m - 1, step * m + 2, silu, buffer)
    p = __torch__.onednn.products(__torch__.winograd.to_tiles(rows, v), w, b)
    _ = __torch__.winograd.from_tiles(p, torch.slice(y, 1, first * m, (first + step) * m))
  y = torch.slice(torch.slice(y, 1, 0, height), 2, 0, width)
  return torch.permute(y, [0, 3, 1, 2])

def weights(w: Tensor, n: int) -> Tensor:
  if n == 6:
    g = torch.tensor([[1., 0., 0.], [-0.47140452079103168, -0.33333333333333333, -0.23570226039551584], [-0.47140452079103168, 0.33333333333333333, -0.23570226039551584], [0.33333333333333333, 0.47140452079103168, 0.66666666666666667], [0.33333333333333333, -0.47140452079103168, 0.66666666666666667], [0., 0., 1.]])
  else:
    g = torch.tensor([[1., 0., 0.], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0., 0., 1.]])
  out, channels = torch.size(w, 0), torch.size(w, 1)
  taps = torch.reshape(torch.permute(w, [2, 3, 0, 1]), [9, -1])
  return torch.view(torch.mm(torch.kron(g, g), taps), [n * n, out, channels])

def bias(b: Tensor, n: int) -> Tensor:
  if n == 6:
    s = torch.tensor([0.5, 0.5, -0.5, 0.5, 0.5, 0.5])
  else:
    s = torch.tensor([0., 1., 0., 0.])
  return torch.outer(torch.kron(s, s), b)
