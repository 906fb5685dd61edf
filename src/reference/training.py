"""Losses, gradients and steps of training, by PyTorch and diffusers, on small random networks.

The three losses and their hooks are those of kd_train_text_to_image.py (L702-791); optimizer,
clipping and accumulation are PyTorch's own, the average is diffusers' EMAModel.
"""

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler, UNet2DConditionModel
from diffusers.training_utils import EMAModel, compute_snr
from safetensors.torch import load_file

from compress import copied
from fixtures import ROOT, save
from unet import BLOCKS, V1, V2, model

HOOKS = {
    "base": [(n, n) for i in range(4) for n in (f"down_blocks.{i}", f"up_blocks.{i}")],
    "tiny": [
        ("down_blocks.0", "down_blocks.0"),
        ("down_blocks.1", "down_blocks.1"),
        ("down_blocks.2.attentions.1.proj_out", "down_blocks.2.attentions.0.proj_out"),
        ("up_blocks.1", "up_blocks.0"),
        ("up_blocks.2", "up_blocks.1"),
        ("up_blocks.3", "up_blocks.2"),
    ],
}
HOOKS["small"] = HOOKS["base"]


def listen(net, names, into):
    for name in names:
        def hook(module, inputs, output, name=name):
            into[name] = output[0] if isinstance(output, tuple) else output
        net.get_submodule(name).register_forward_hook(hook)


def some(tensor, count):
    """So many numbers spread over a tensor: all tensors are compared, the files stay small."""
    flat = tensor.detach().flatten()
    return flat[:: max(1, -(-len(flat) // count))].clone()


def batch(i, width):
    g = torch.Generator().manual_seed(500 + i)
    return dict(
        latent=torch.randn(2, 4, 8, 8, generator=g),
        text=torch.randn(2, 5, width, generator=g),
        timestep=torch.tensor([7.0 + i, 901.0 - i]),
        target=torch.randn(2, 4, 8, 8, generator=g),
    )


def networks(family, variant):
    settings = V1 if family == "v1" else V2
    more = dict(upcast_attention=True) if family == "v2" else {}
    stored = load_file(ROOT / f"unet/{family}-sd.safetensors")
    weights = {k[2:]: v.float() for k, v in stored.items() if k.startswith("w.")}
    teacher = model(BLOCKS["sd"], settings, **more)
    teacher.load_state_dict(weights)
    teacher.requires_grad_(False)
    student = model(BLOCKS[variant], settings, **more)
    copied(weights, student, variant)
    return teacher, student


def losses(teacher, student, told, own, b):
    with torch.no_grad():
        wanted = teacher(b["latent"], b["timestep"], b["text"]).sample
    said = student(b["latent"], b["timestep"], b["text"]).sample
    task = F.mse_loss(said.float(), b["target"].float())
    output = F.mse_loss(said.float(), wanted.float())
    feature = sum(F.mse_loss(own[s].float(), told[t].float()) for t, s in HOOKS[student.variant])
    return task, output, feature


def distillation(family, variant):
    teacher, student = networks(family, variant)
    student.variant = variant
    told, own = {}, {}
    listen(teacher, [t for t, _ in HOOKS[variant]], told)
    listen(student, [s for _, s in HOOKS[variant]], own)
    tensors = {}
    b = batch(0, 24)
    task, output, feature = losses(teacher, student, told, own, b)
    (task + output + feature).backward()
    tensors.update(b, task=task, output=output, feature=feature)
    for name, p in student.named_parameters():
        tensors["g." + name] = some(p.grad, 200)
    student.zero_grad()
    optimizer = torch.optim.AdamW(student.parameters(), lr=1e-3, betas=(0.9, 0.999), weight_decay=1e-2, eps=1e-8)
    ema = EMAModel(student.parameters(), decay=0.9)
    norms, totals = [], []
    for step in range(10):
        total = 0
        for micro in range(2):
            b = batch(10 + 2 * step + micro, 24)
            tensors.update({f"b{2 * step + micro}.{k}": v for k, v in b.items()})
            loss = sum(losses(teacher, student, told, own, b))
            (loss / 2).backward()
            total += loss.detach() / 2
        norms.append(torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0))
        totals.append(total)
        optimizer.step()
        optimizer.zero_grad()
        ema.step(student.parameters())
        if step in (0, 9):
            tensors.update({f"p{step + 1}.{n}": some(p, 50) for n, p in student.named_parameters()})
    shadow = dict(zip([n for n, _ in student.named_parameters()], ema.shadow_params))
    tensors.update({f"ema.{n}": some(p, 50) for n, p in shadow.items()})
    tensors.update(norms=torch.stack(norms), totals=torch.stack(totals))
    save(f"distill/{family}-{variant}", tensors, config=dict(student.config))


def noise_weights():
    """Min-SNR with gamma 5 at every timestep, as train_text_to_image.py of diffusers applies it."""
    schedule = DDPMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
    snr = compute_snr(schedule, torch.arange(1000))
    clipped = snr.clamp(max=5.0)
    save("train/min-snr", dict(epsilon=clipped / snr, v_prediction=clipped / (snr + 1)))


if __name__ == "__main__":
    noise_weights()
    for variant in ("base", "small", "tiny"):
        distillation("v1", variant)
    distillation("v2", "tiny")
