"""Times diffusers on a model folder, measurement by measurement as `bonsai benchmark` does.

    python full_size.py make bk-tiny /tmp/bk-tiny          # random weights at full size
    python bench_diffusers.py /tmp/bk-tiny                 # the peer
    ../../bonsai benchmark /tmp/bk-tiny --memory balanced  # ours

The first time of each prepares; the best and the median of the later ones are printed.
"""

import argparse
import resource
import time

import torch
from diffusers import StableDiffusionPipeline

PROMPT = "a photo of an astronaut riding a horse on mars"

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--repeats", type=int, default=3)
parser.add_argument("--steps", type=int, default=10)
parser.add_argument("--size", type=int, default=512)
parser.add_argument("--stage", action="append", choices=["text", "step", "decode", "picture"])
arguments = parser.parse_args()


def measure(name, work):
    if arguments.stage and name not in arguments.stage:
        return
    seconds = []
    for _ in range(arguments.repeats + 1):
        began = time.perf_counter()
        with torch.inference_mode():
            work()
        seconds.append(time.perf_counter() - began)
    later = sorted(seconds[1:])
    print(f"{name:16} {seconds[0]:7.3f} s {later[0]:7.3f} s {later[len(later) // 2]:7.3f} s", flush=True)


began = time.perf_counter()
pipe = StableDiffusionPipeline.from_pretrained(
    arguments.folder, torch_dtype=torch.float32, safety_checker=None, feature_extractor=None)
pipe.set_progress_bar_config(disable=True)
print(f"torch {torch.__version__}, {torch.get_num_threads()} threads")
print(f"open {time.perf_counter() - began:.3f} s")
side = arguments.size // 8
generator = torch.Generator().manual_seed(0)
latent = torch.randn(2, 4, side, side, generator=generator)
text = torch.randn(2, 77, pipe.unet.config.cross_attention_dim, generator=generator)

measure("text", lambda: pipe.encode_prompt(PROMPT, "cpu", 1, True, negative_prompt=""))
measure("step", lambda: pipe.unet(latent, 500, text).sample)
measure("decode", lambda: pipe.vae.decode(latent[:1]).sample)
measure("picture", lambda: pipe(
    PROMPT, num_inference_steps=arguments.steps, guidance_scale=7.5,
    height=arguments.size, width=arguments.size, generator=torch.Generator().manual_seed(1234)))
print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9:.2f} GB")
