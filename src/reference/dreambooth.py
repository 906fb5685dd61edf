"""DreamBooth's loss, gradients and steps, by PyTorch and diffusers, on small random networks.

The rules are those of diffusers' examples/dreambooth/train_dreambooth.py: subject and class in one
concatenated batch, a timestep and noise for each picture, the two halves' mean squares apart, the
class's weighted; one AdamW and one clipping over U-Net and text encoder. The networks are those of
unet.py and text_encoder.py.
"""

import itertools

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler
from safetensors.torch import load_file

from fixtures import ROOT, save
from text_encoder import tiny
from training import some
from unet import BLOCKS, V1, model

PRIOR_WEIGHT = 0.7
PAIRS = 2


def stored(name):
    return {k[2:]: v.float() for k, v in load_file(ROOT / f"{name}.safetensors").items() if k.startswith("w.")}


def networks(learns):
    unet = model(BLOCKS["tiny"], V1)
    unet.load_state_dict(stored("unet/v1-tiny"))
    text = tiny("quick_gelu", 11)
    text.load_state_dict(stored("text/encoder-quick_gelu"), strict=False)
    text.requires_grad_(learns)
    return unet, text


def batch(i, pictures):
    g = torch.Generator().manual_seed(700 + i)
    ids = torch.randint(1, 62, (pictures, 11), generator=g)
    ids[:, 0] = 62
    ids[:, -1] = 63
    return dict(
        latents=torch.randn(pictures, 4, 8, 8, generator=g),
        noise=torch.randn(pictures, 4, 8, 8, generator=g),
        timesteps=torch.randint(0, 1000, (pictures,), generator=g),
        ids=ids)


def losses(unet, text, scheduler, b, prior):
    noisy = scheduler.add_noise(b["latents"], b["noise"], b["timesteps"])
    said = unet(noisy, b["timesteps"], text(b["ids"])[0]).sample
    if scheduler.config.prediction_type == "epsilon":
        target = b["noise"]
    else:
        target = scheduler.get_velocity(b["latents"], b["noise"], b["timesteps"])
    if not prior:
        subject = F.mse_loss(said.float(), target.float(), reduction="mean")
        return subject, torch.zeros(()), subject
    said, said_prior = torch.chunk(said, 2, dim=0)
    target, target_prior = torch.chunk(target, 2, dim=0)
    ofclass = F.mse_loss(said_prior.float(), target_prior.float(), reduction="mean")
    subject = F.mse_loss(said.float(), target.float(), reduction="mean")
    return subject, ofclass, subject + PRIOR_WEIGHT * ofclass


def parameters(unet, text, learns):
    named = [("unet." + n, p) for n, p in unet.named_parameters()]
    return named + ([("text_encoder." + n, p) for n, p in text.named_parameters()] if learns else [])


def dreambooth(name, prior, learns, prediction):
    unet, text = networks(learns)
    scheduler = DDPMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", prediction_type=prediction)
    pictures = 2 * PAIRS if prior else PAIRS
    tensors = {}
    b = batch(0, pictures)
    subject, ofclass, loss = losses(unet, text, scheduler, b, prior)
    loss.backward()
    tensors.update({f"b.{k}": v for k, v in b.items()}, subject=subject)
    if prior:
        tensors["class"] = ofclass
    named = parameters(unet, text, learns)
    for n, p in named:
        tensors["g." + n] = some(p.grad, 200)
        p.grad = None
    optimizer = torch.optim.AdamW([p for _, p in named], lr=1e-3, betas=(0.9, 0.999), weight_decay=1e-2, eps=1e-8)
    norms, totals = [], []
    for step in range(10):
        b = batch(10 + step, pictures)
        tensors.update({f"b{step}.{k}": v for k, v in b.items()})
        loss = losses(unet, text, scheduler, b, prior)[2]
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(itertools.chain(p for _, p in named), 1.0))
        totals.append(loss.detach())
        optimizer.step()
        optimizer.zero_grad()
        if step in (0, 9):
            tensors.update({f"p{step + 1}.{n}": some(p, 50) for n, p in named})
    tensors.update(norms=torch.stack(norms), totals=torch.stack(totals))
    save("dreambooth/" + name, tensors, config=dict(prior=prior, text=learns, scheduler=dict(scheduler.config)))


if __name__ == "__main__":
    dreambooth("prior-text", True, True, "epsilon")
    dreambooth("prior", True, False, "v_prediction")
    dreambooth("alone-text", False, True, "v_prediction")
    dreambooth("alone", False, False, "epsilon")
