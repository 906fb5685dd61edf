def like(w: Tensor, x: Tensor) -> Tensor:
  return torch.to(w, ops.prim.dtype(x))

def group_norm(x: Tensor, w: Tensor, b: Tensor, groups: int, eps: float) -> Tensor:
  return torch.group_norm(x, groups, __torch__.common.like(w, x), __torch__.common.like(b, x), eps)

def layer_norm(x: Tensor, w: Tensor, b: Tensor, eps: float) -> Tensor:
  return torch.layer_norm(x, [torch.size(x, -1)], __torch__.common.like(w, x), __torch__.common.like(b, x), eps)

def repeated(x: Tensor, rows: int) -> Tensor:
  y = x
  if torch.size(x, 0) < rows:
    copies = annotate(List[Tensor], [])
    for i in range(rows // torch.size(x, 0)):
      _ = torch.append(copies, x)
    y = torch.cat(copies)
  return y

def linear(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  if ops.prim.is_mkldnn(w):
    y = __torch__.onednn.linear(x, w, b)
  else:
    y = torch.linear(x, __torch__.common.like(w, x), __torch__.common.like(b, x))
  return y

def linear_no_bias(x: Tensor, w: Tensor) -> Tensor:
  if ops.prim.is_mkldnn(w):
    y = __torch__.onednn.linear(x, w, None)
  else:
    y = torch.linear(x, __torch__.common.like(w, x))
  return y

def linear_plus(x: Tensor, w: Tensor, b: Tensor, other: Tensor) -> Tensor:
  if ops.prim.is_mkldnn(w):
    y = __torch__.onednn.linear_plus(x, w, b, other)
  else:
    y = torch.add(other, __torch__.common.linear(x, w, b))
  return y

def conv(x: Tensor, w: Tensor, b: Tensor, stride: int, padding: int) -> Tensor:
  if ops.prim.is_mkldnn(w):
    y = __torch__.onednn.convolution(torch.contiguous(x, memory_format=2), w, b, stride, padding, 1)
  else:
    y = torch.conv2d(x, __torch__.common.like(w, x), __torch__.common.like(b, x), [stride, stride], [padding, padding], [1, 1], 1)
  return y

def conv3x3(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  if torch.dim(b) == 2:
    y = __torch__.winograd.conv3x3(x, w, b, False)
  else:
    y = __torch__.common.conv(x, w, b, 1, 1)
  return y

def silu_conv3x3(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  if torch.dim(b) == 2:
    y = __torch__.winograd.conv3x3(x, w, b, True)
  else:
    y = __torch__.common.conv(torch.silu(x), w, b, 1, 1)
  return y

def conv1x1(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  if torch.dim(w) == 2:
    y = torch.permute(__torch__.common.linear(torch.permute(x, [0, 2, 3, 1]), w, b), [0, 3, 1, 2])
  else:
    y = __torch__.common.conv(x, w, b, 1, 0)
  return y

def attention(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
  size = torch.size(q)
  head = size[2] // heads
  qh = torch.transpose(torch.view(q, [size[0], -1, heads, head]), 1, 2)
  kh = torch.transpose(torch.view(k, [size[0], -1, heads, head]), 1, 2)
  vh = torch.transpose(torch.view(v, [size[0], -1, heads, head]), 1, 2)
  out = torch.scaled_dot_product_attention(qh, kh, vh)
  return torch.reshape(torch.transpose(out, 1, 2), size)
