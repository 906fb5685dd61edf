"""Stable Diffusion and BK-SDM at full size with seeded random weights, and five steps of them.

    python full_size.py make NAME FOLDER    writes the model as a diffusers folder
    python full_size.py run FOLDER FILE     draws with it and saves every latent and the picture

NAME is one of sd-v1.4, sd-v2.1, bk-base, bk-small, bk-tiny. full_size.sh does both, lets the engine
draw the same and compares.
"""

import json
import resource
import sys
import tempfile
import time

import torch
from diffusers import (
    AutoencoderKL, DDIMScheduler, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel)
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from tokenizer import folder as tokenizer_folder
from unet import BLOCKS, randomise

CHANNELS = [320, 640, 1280, 1280]
VARIANTS = {"sd-v1.4": "sd", "sd-v2.1": "sd", "bk-base": "base", "bk-small": "small", "bk-tiny": "tiny"}
V1 = dict(sample_size=64, cross_attention_dim=768, attention_head_dim=8)
V2 = dict(sample_size=96, cross_attention_dim=1024, attention_head_dim=[5, 10, 20, 20],
          use_linear_projection=True, upcast_attention=True)
TEXT_V1 = dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
               projection_dim=768, hidden_act="quick_gelu")
TEXT_V2 = dict(hidden_size=1024, intermediate_size=4096, num_hidden_layers=23, num_attention_heads=16,
               projection_dim=512, hidden_act="gelu")
SCHEDULE = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000,
                set_alpha_to_one=False, steps_offset=1)

PROMPT = "a photo of an astronaut riding a horse on mars"
NEGATIVE = "blurry, low quality"
STEPS, SIZE, GUIDANCE, SEED = 5, 512, 7.5, 1234


def seeded(net, seed):
    """Every tensor away from its initial value, activations at the size of their inputs."""
    randomise(net.eval(), seed)
    return net


def make(name, target):
    # Where randomise adds to what a layer began with, that must be the same each time too.
    torch.manual_seed(0)
    second = name == "sd-v2.1"
    blocks = BLOCKS[VARIANTS[name]]
    unet = UNet2DConditionModel(
        block_out_channels=CHANNELS[:len(blocks["down_block_types"])], **blocks, **(V2 if second else V1))
    vae = AutoencoderKL(
        down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4,
        block_out_channels=[128, 256, 512, 512], layers_per_block=2, sample_size=768 if second else 512)
    text = CLIPTextModel(CLIPTextConfig(vocab_size=49408, max_position_embeddings=77, **(TEXT_V2 if second else TEXT_V1)))
    scheduler = (DDIMScheduler(prediction_type="v_prediction", clip_sample=False, **SCHEDULE) if second
                 else PNDMScheduler(skip_prk_steps=True, **SCHEDULE))
    with tempfile.TemporaryDirectory() as parent:
        words = tokenizer_folder(parent, "tokenizer", "!" if second else "<|endoftext|>")
        tokenizer = CLIPTokenizer.from_pretrained(words)
    pipe = StableDiffusionPipeline(
        vae=seeded(vae, 1), text_encoder=seeded(text, 2), tokenizer=tokenizer, unet=seeded(unet, 3), scheduler=scheduler, safety_checker=None, feature_extractor=None,
        requires_safety_checker=False)
    pipe.save_pretrained(target)
    print(name, "U-Net", f"{unet.num_parameters():,}", "text encoder", f"{text.num_parameters():,}")


def run(source, target):
    pipe = StableDiffusionPipeline.from_pretrained(source, torch_dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    latents = []

    def keep(pipe, index, timestep, values):
        latents.append(values["latents"].clone())
        print("step", index + 1, "deviation", f"{latents[-1].std():.3f}", flush=True)
        return {}

    began = time.monotonic()
    picture = pipe(
        PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE,
        height=SIZE, width=SIZE, generator=torch.Generator("cpu").manual_seed(SEED),
        output_type="np", callback_on_step_end=keep).images[0]
    seconds = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    request = dict(prompt=PROMPT, negative=NEGATIVE, steps=STEPS, size=SIZE, guidance=GUIDANCE, seed=SEED,
                   seconds=seconds, peakGiB=peak, threads=torch.get_num_threads())
    tensors = dict(latents=torch.cat(latents), picture=torch.from_numpy((picture * 255).round().astype("uint8")).contiguous())
    save_file(tensors, target, {"config": json.dumps(request)})
    print(f"diffusers: {seconds:.0f} s, peak {peak:.1f} GiB")


if __name__ == "__main__":
    dict(make=make, run=run)[sys.argv[1]](*sys.argv[2:])
