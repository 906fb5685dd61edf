"""Pipelines of unusual U-Nets: one of 9 channels paints into a picture, a latent consistency model is
told its guidance. The weights are drawn in the order of their names; the test draws the same.

Run with the embedded model's folder as argument: python unusual.py ../../assets/models/bonsai-emoji
"""

import sys

import torch
from diffusers import (
    DDIMScheduler, EulerAncestralDiscreteScheduler, LatentConsistencyModelPipeline, LCMScheduler,
    StableDiffusionInpaintPipeline, UNet2DConditionModel)
from PIL import Image

from fixtures import ROOT, save

FOLDER = sys.argv[1]
SIZE = dict(height=64, width=64)


def drawn(seed, **changes):
    config = dict(UNet2DConditionModel.load_config(FOLDER, subfolder="unet"), **changes)
    net = UNet2DConditionModel.from_config(config).eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(net.named_parameters()):
            noise = torch.randn(parameter.shape, generator=generator)
            if parameter.dim() > 1:
                parameter.copy_(noise * (parameter.numel() / parameter.shape[0]) ** -0.5)
            else:
                parameter.copy_(noise * 0.2 + (1 if name.endswith(".weight") else 0))
    return net


def run(pipeline_class, scheduler, net, name, guidance, steps, **more):
    pipe = pipeline_class.from_pretrained(
        FOLDER, unet=net, torch_dtype=torch.float32, safety_checker=None, feature_extractor=None)
    pipe.scheduler = scheduler.from_config(pipe.scheduler.config)
    pipe.set_progress_bar_config(disable=True)
    latents = []

    def keep(pipe, index, timestep, values):
        latents.append(values["latents"].clone())
        return {}

    picture = pipe(
        prompt="a red apple", num_inference_steps=steps, guidance_scale=guidance,
        generator=torch.Generator("cpu").manual_seed(7), output_type="np", callback_on_step_end=keep,
        **SIZE, **more).images[0]
    save("generate/" + name, dict(latents=torch.cat(latents),
                                  picture=torch.from_numpy((picture * 255).round().astype("uint8"))))


start, mask = Image.open(ROOT / "generate/start.png"), Image.open(ROOT / "generate/mask.png")
inpaint = drawn(11, in_channels=9)
picture = dict(image=start, mask_image=mask, negative_prompt="blue")
run(StableDiffusionInpaintPipeline, DDIMScheduler, inpaint, "nine-full", 2.0, 6, strength=1.0, **picture)
run(StableDiffusionInpaintPipeline, EulerAncestralDiscreteScheduler, inpaint, "nine-part", 2.0, 6, strength=0.7, **picture)
run(LatentConsistencyModelPipeline, LCMScheduler, drawn(12, time_cond_proj_dim=32), "consistency", 8.5, 4)
