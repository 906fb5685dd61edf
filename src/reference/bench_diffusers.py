"""Times with diffusers what `bonsai benchmark` times with the engine, and prints the same lines.

    python bench_diffusers.py FOLDER [--stage NAME]... [--size WxH] [--steps N] [--repeats N] [--threads N]

Eager PyTorch on the CPU in float32, as pipelines run by default.
"""

import argparse
import gc
import json
import resource
import statistics
import time

import torch
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
from transformers import CLIPTextModel, CLIPTokenizer

STAGES = ["open", "product", "text", "step", "decode", "picture"]
PROMPT = "a photo of an astronaut riding a horse on mars"


def timed(name, repeats, work, operations=0):
    seconds = []
    for _ in range(repeats + 1):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
        del result
    best = min(seconds[1:])
    return dict(name=name, first=seconds[0], best=best, median=statistics.median_high(seconds[1:]),
                gigaflops=operations / best / 1e9)


def pipeline(folder):
    pipe = StableDiffusionPipeline.from_pretrained(folder, torch_dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def product(repeats):
    found = []
    for side in (1024, 2048, 3072):
        a = torch.randn(side, side)
        found.append(timed("product", repeats, lambda: a @ a, 2 * side**3))
    return max(found, key=lambda m: m["gigaflops"])


def text(folder, repeats):
    tokenizer = CLIPTokenizer.from_pretrained(folder, subfolder="tokenizer")
    encoder = CLIPTextModel.from_pretrained(folder, subfolder="text_encoder")

    def work():
        ids = tokenizer([PROMPT, ""], padding="max_length", max_length=77, return_tensors="pt").input_ids
        return encoder(ids).last_hidden_state

    return timed("text", repeats, work)


def step(folder, repeats, width, height):
    unet = UNet2DConditionModel.from_pretrained(folder, subfolder="unet", torch_dtype=torch.float32)
    latent = torch.randn(2, unet.config.in_channels, height // 8, width // 8)
    words = torch.randn(2, 77, unet.config.cross_attention_dim)
    return timed("step", repeats, lambda: unet(latent, torch.tensor(500), words).sample)


def decode(folder, repeats, width, height):
    vae = AutoencoderKL.from_pretrained(folder, subfolder="vae", torch_dtype=torch.float32)
    latent = torch.randn(1, vae.config.latent_channels, height // 8, width // 8)
    return timed("decode", repeats, lambda: vae.decode(latent).sample)


def picture(folder, repeats, width, height, steps):
    pipe = pipeline(folder)
    return timed("picture", repeats, lambda: pipe(
        PROMPT, num_inference_steps=steps, guidance_scale=7.5, height=height, width=width,
        generator=torch.Generator("cpu").manual_seed(1234)).images)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder")
    options.add_argument("--stage", action="append", choices=STAGES)
    options.add_argument("--size", default="512x512")
    options.add_argument("--steps", type=int, default=10)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--threads", type=int)
    given = options.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    width, height = map(int, given.size.split("x"))
    work = dict(
        open=lambda: timed("open", given.repeats, lambda: pipeline(given.folder)),
        product=lambda: product(given.repeats),
        text=lambda: text(given.folder, given.repeats),
        step=lambda: step(given.folder, given.repeats, width, height),
        decode=lambda: decode(given.folder, given.repeats, width, height),
        picture=lambda: picture(given.folder, given.repeats, width, height, given.steps))
    with torch.inference_mode():
        for stage in given.stage or STAGES:
            print(json.dumps(work[stage]()), flush=True)
            gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    print(json.dumps(dict(name="peak memory", bytes=peak)))


if __name__ == "__main__":
    main()
