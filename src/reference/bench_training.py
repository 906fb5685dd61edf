"""Processor seconds of a training step of the embedded model in PyTorch: U-Net and text encoder learn.

    OMP_NUM_THREADS=2 python bench_training.py ../../assets/models/bonsai-emoji

The same step in Bonsai: the difference of two runs of `bonsai train --part unet+text --size 64
--batch 16 --workers 2` that differ in --steps, timed by the shell's `time`.
"""

import sys
import time

import torch
from diffusers import AutoencoderKL, DDPMScheduler, UNet2DConditionModel
from diffusers.training_utils import EMAModel
from transformers import CLIPTextModel

folder, batch = sys.argv[1], 16
unet = UNet2DConditionModel.from_pretrained(folder, subfolder="unet").float().train()
text = CLIPTextModel.from_pretrained(folder, subfolder="text_encoder").float().train()
vae = AutoencoderKL.from_pretrained(folder, subfolder="vae").float()
scheduler = DDPMScheduler.from_pretrained(folder, subfolder="scheduler")
parameters = [*unet.parameters(), *text.parameters()]
optimizer = torch.optim.AdamW(parameters, lr=1e-4, weight_decay=1e-2, fused=True)
ema = EMAModel(parameters, decay=0.9)
ids = torch.randint(0, 2000, (batch, text.config.max_position_embeddings))


def step():
    with torch.no_grad():
        latent = vae.encode(torch.rand(batch, 3, 64, 64) * 2 - 1).latent_dist.sample()
        latent = latent * vae.config.scaling_factor
    noise = torch.randn_like(latent)
    t = torch.randint(0, 1000, (batch,))
    target = noise if scheduler.config.prediction_type == "epsilon" else scheduler.get_velocity(latent, noise, t)
    said = unet(scheduler.add_noise(latent, noise, t), t, text(ids)[0]).sample
    torch.nn.functional.mse_loss(said, target).backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    optimizer.zero_grad()
    ema.step(parameters)


for _ in range(3):
    step()
wall, processor = time.time(), time.process_time()
for _ in range(20):
    step()
print(f"threads {torch.get_num_threads()}: {(time.process_time() - processor) / 20:.3f} processor s a step,"
      f" {(time.time() - wall) / 20:.3f} s")
