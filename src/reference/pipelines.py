"""Whole trajectories of diffusers' pipelines on the embedded model: every latent of a run.

Run with the model folder as argument: python pipelines.py ../../assets/models/NAME
"""

import pathlib
import sys

import numpy as np
import torch
from diffusers import (
    DDIMScheduler, DPMSolverMultistepScheduler, EulerAncestralDiscreteScheduler, PNDMScheduler,
    StableDiffusionImg2ImgPipeline, StableDiffusionInpaintPipeline, StableDiffusionPipeline)
from PIL import Image

from fixtures import ROOT, save

FOLDER = sys.argv[1]
SIZE = 64
HERE = ROOT / "generate"


def pictures():
    """A round thing on a slope of colours, and a mask over its right half."""
    HERE.mkdir(parents=True, exist_ok=True)
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    rgb = np.stack([x * 4, y * 4, 255 - x * 2 - y * 2], -1).astype(np.uint8)
    rgb[(x - 32) ** 2 + (y - 32) ** 2 < 400] = [200, 40, 60]
    mask = np.zeros((SIZE, SIZE), np.uint8)
    mask[16:48, 32:60] = 255
    Image.fromarray(rgb).save(HERE / "start.png")
    Image.fromarray(mask).save(HERE / "mask.png")
    return Image.open(HERE / "start.png"), Image.open(HERE / "mask.png")


def run(pipeline_class, scheduler, name, seed=7, steps=10, guidance=2.0, settings=None, **more):
    pipe = pipeline_class.from_pretrained(
        FOLDER, torch_dtype=torch.float32, safety_checker=None, feature_extractor=None)
    pipe.scheduler = scheduler.from_config(pipe.scheduler.config, **(settings or {}))
    pipe.set_progress_bar_config(disable=True)
    latents = []

    def keep(pipe, index, timestep, values):
        latents.append(values["latents"].clone())
        return {}

    out = pipe(
        prompt="a red apple", negative_prompt="blue", num_inference_steps=steps,
        guidance_scale=guidance, generator=torch.Generator("cpu").manual_seed(seed),
        output_type="np", callback_on_step_end=keep, **more).images[0]
    picture = torch.from_numpy((out * 255).round().astype("uint8"))
    save("generate/" + name, dict(latents=torch.cat(latents), picture=picture))


start, mask = pictures()
size = dict(height=SIZE, width=SIZE)
# As Stable Diffusion asks for PNDM: without the Runge-Kutta steps before it.
PLMS = dict(skip_prk_steps=True)
run(StableDiffusionPipeline, DDIMScheduler, "text-ddim", **size)
run(StableDiffusionPipeline, PNDMScheduler, "text-pndm", **size)
run(StableDiffusionPipeline, EulerAncestralDiscreteScheduler, "text-euler-a", **size)
run(StableDiffusionPipeline, DDIMScheduler, "text-rescaled", guidance_rescale=0.7, **size)
run(StableDiffusionPipeline, DDIMScheduler, "text-unguided", guidance=1.0, **size)
run(StableDiffusionPipeline, DDIMScheduler, "text-wide", height=48, width=96)
run(StableDiffusionImg2ImgPipeline, DDIMScheduler, "image-ddim", image=start, strength=0.6)
run(StableDiffusionImg2ImgPipeline, EulerAncestralDiscreteScheduler, "image-euler-a", image=start, strength=0.75)
run(StableDiffusionImg2ImgPipeline, DPMSolverMultistepScheduler, "image-dpm", image=start, strength=0.5)
run(StableDiffusionImg2ImgPipeline, PNDMScheduler, "image-plms", image=start, strength=0.6, settings=PLMS)
run(StableDiffusionInpaintPipeline, DDIMScheduler, "inpaint-full", image=start, mask_image=mask, strength=1.0, **size)
run(StableDiffusionInpaintPipeline, EulerAncestralDiscreteScheduler, "inpaint-part", image=start, mask_image=mask, strength=0.7, **size)
run(StableDiffusionInpaintPipeline, PNDMScheduler, "inpaint-plms", image=start, mask_image=mask, strength=0.7, settings=PLMS, **size)
