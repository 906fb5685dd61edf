class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def adamw(self: __torch__.Kernel, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, lr: float, beta1: float, beta2: float, decay: float, eps: float) -> Tensor:
    _ = torch.add_(step, 1)
    steps = annotate(List[Tensor], [])
    for i in range(torch.len(p)):
      more = torch.append(steps, step)
    ops.aten._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
    return step

  def norm(self: __torch__.Kernel, g: List[Tensor]) -> Tensor:
    return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)), 2)

  def scale(self: __torch__.Kernel, g: List[Tensor], factor: float) -> Tensor:
    torch._foreach_mul_(g, factor)
    return g[0]

  def plus(self: __torch__.Kernel, g: List[Tensor], other: List[Tensor]) -> Tensor:
    torch._foreach_add_(g, other)
    return g[0]

  def zero(self: __torch__.Kernel, g: List[Tensor]) -> Tensor:
    torch._foreach_zero_(g)
    return g[0]

  def average(self: __torch__.Kernel, e: List[Tensor], p: List[Tensor], rest: float) -> Tensor:
    d = torch._foreach_sub(e, p)
    torch._foreach_mul_(d, rest)
    torch._foreach_sub_(e, d)
    return e[0]

  def copy(self: __torch__.Kernel, x: Tensor, y: Tensor) -> Tensor:
    return torch.copy_(x, y)
