def linear(x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
  return ops.mkldnn._linear_pointwise(torch.contiguous(x), w, b, "none", annotate(List[Optional[number]], []), "")

def linear_gelu(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, w, b, "gelu", annotate(List[Optional[number]], []), "none")

def linear_times(x: Tensor, w: Tensor, b: Tensor, factor: Tensor) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, factor, w, b, "mul")

def linear_plus(x: Tensor, w: Tensor, b: Tensor, other: Tensor) -> Tensor:
  return ops.mkldnn._linear_pointwise(torch.contiguous(x), torch.contiguous(other), w, b, "add")

def convolution(x: Tensor, w: Tensor, b: Tensor, stride: int, padding: int, groups: int) -> Tensor:
  return ops.mkldnn._convolution_pointwise(x, w, b, [padding, padding], [stride, stride], [1, 1], groups, "none", annotate(List[Optional[number]], []), "")

def pack_linear(w: Tensor, rows: int) -> Tensor:
  return ops.mkldnn._reorder_linear_weight(torch.contiguous(w), rows)

def pack_convolution(w: Tensor, stride: int, padding: int, groups: int, size: List[int]) -> Tensor:
  nhwc = torch.contiguous(w, memory_format=2)
  return ops.mkldnn._reorder_convolution_weight(nhwc, [padding, padding], [stride, stride], [1, 1], groups, size)

def products(v: Tensor, w: Tensor, b: Tensor) -> Tensor:
  size = torch.size(v)
  n = size[3]
  x = torch.permute(torch.view(v, [1, size[0] * size[1] * size[2], 1, -1]), [0, 3, 1, 2])
  y = __torch__.onednn.convolution(x, w, torch.flatten(b), 1, 0, n * n)
  return torch.view(torch.permute(y, [0, 2, 3, 1]), [size[0], size[1], size[2], n, n, -1])

def pack_products(u: Tensor, rows: int) -> Tensor:
  groups, out, channels = torch.size(u)
  w = torch.view(u, [groups * out, channels, 1, 1])
  return __torch__.onednn.pack_convolution(w, 1, 0, groups, [1, groups * channels, rows, 1])
