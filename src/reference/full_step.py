"""Steps of distillation at full size by PyTorch and diffusers: Stable Diffusion v1.4 into BK-SDM Tiny.

    python full_step.py TEACHER FILE    batches, losses, gradient norms and seconds of three steps

TEACHER is a folder that full_size.py made. full_step.sh lets the engine take the same steps.
"""

import json
import resource
import sys
import time

import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import save_file

from compress import copied
from training import HOOKS, listen, losses
from unet import BLOCKS

STEPS = 3


def batch(i):
    g = torch.Generator().manual_seed(500 + i)
    return dict(
        latent=torch.randn(1, 4, 64, 64, generator=g),
        text=torch.randn(1, 77, 768, generator=g),
        timestep=torch.tensor([301.0 + 100 * i]),
        target=torch.randn(1, 4, 64, 64, generator=g),
    )


def main(source, target):
    teacher = UNet2DConditionModel.from_pretrained(source, subfolder="unet").requires_grad_(False)
    settings = {k: teacher.config[k] for k in ("sample_size", "cross_attention_dim", "attention_head_dim")}
    student = UNet2DConditionModel(block_out_channels=[320, 640, 1280], **BLOCKS["tiny"], **settings)
    copied(teacher.state_dict(), student, "tiny")
    student.variant = "tiny"
    told, own = {}, {}
    listen(teacher, [t for t, _ in HOOKS["tiny"]], told)
    listen(student, [s for _, s in HOOKS["tiny"]], own)
    optimizer = torch.optim.AdamW(
        student.parameters(), lr=5e-5, betas=(0.9, 0.999), weight_decay=1e-2, eps=1e-8, fused=True)
    tensors, terms, norms, seconds = {}, [], [], []
    for step in range(STEPS):
        b = batch(step)
        tensors.update({f"b{step}.{k}": v for k, v in b.items()})
        began = time.monotonic()
        parts = losses(teacher, student, told, own, b)
        sum(parts).backward()
        norms.append(torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0))
        optimizer.step()
        optimizer.zero_grad()
        seconds.append(time.monotonic() - began)
        terms.append(torch.stack(parts).detach())
        print("step", step + 1, [f"{float(t):.6f}" for t in parts], f"norm {float(norms[-1]):.5f}", f"{seconds[-1]:.1f} s", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    tensors.update(terms=torch.stack(terms), norms=torch.stack(norms))
    config = dict(seconds=seconds, peakGiB=peak, threads=torch.get_num_threads())
    save_file(tensors, target, {"config": json.dumps(config)})


if __name__ == "__main__":
    main(*sys.argv[1:])
