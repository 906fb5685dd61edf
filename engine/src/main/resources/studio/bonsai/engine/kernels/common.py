def like(w: Tensor, x: Tensor) -> Tensor:
  return torch.to(w, ops.prim.dtype(x))

def group_norm(x: Tensor, w: Tensor, b: Tensor, groups: int, eps: float) -> Tensor:
  return torch.group_norm(x, groups, __torch__.common.like(w, x), __torch__.common.like(b, x), eps)

def layer_norm(x: Tensor, w: Tensor, b: Tensor, eps: float) -> Tensor:
  return torch.layer_norm(x, [torch.size(x, -1)], __torch__.common.like(w, x), __torch__.common.like(b, x), eps)

def linear(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  return torch.linear(x, __torch__.common.like(w, x), __torch__.common.like(b, x))

def linear_no_bias(x: Tensor, w: Tensor) -> Tensor:
  return torch.linear(x, __torch__.common.like(w, x))

def conv3x3(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  return torch.conv2d(x, __torch__.common.like(w, x), __torch__.common.like(b, x), [1, 1], [1, 1], [1, 1], 1)

def conv3x3_stride2(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  return torch.conv2d(x, __torch__.common.like(w, x), __torch__.common.like(b, x), [2, 2], [1, 1], [1, 1], 1)

def conv1x1(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  return torch.conv2d(x, __torch__.common.like(w, x), __torch__.common.like(b, x), [1, 1], [0, 0], [1, 1], 1)

def attention(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
  size = torch.size(q)
  head = size[2] // heads
  qh = torch.transpose(torch.view(q, [size[0], -1, heads, head]), 1, 2)
  kh = torch.transpose(torch.view(k, [size[0], -1, heads, head]), 1, 2)
  vh = torch.transpose(torch.view(v, [size[0], -1, heads, head]), 1, 2)
  out = torch.scaled_dot_product_attention(qh, kh, vh)
  return torch.reshape(torch.transpose(out, 1, 2), size)
