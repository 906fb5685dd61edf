"""Model folders go from Bonsai to diffusers and back; interchange.sh runs it all.

    interchange.py draw FOLDER FILE       draws eight pictures and saves them with their requests
    interchange.py resave FOLDER TARGET   saves the model anew in each way that diffusers knows
    interchange.py make NAME TARGET       a small random model and the same as a single file
    interchange.py same FOLDER OTHER      stops unless both hold the same model and draw the same
"""

import json
import pathlib
import sys
import tempfile

import torch
from diffusers import DDIMScheduler, DiffusionPipeline, PNDMScheduler, StableDiffusionPipeline
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

import ldm_files
from full_size import SCHEDULE, seeded
from tokenizer import folder as tokenizer_folder

PROMPTS = ["a red apple", "a green car", "a blue mushroom", "a purple strawberry", "a yellow star",
           "an orange house", "a pink balloon", ""]
COMPONENTS = ("unet", "vae", "text_encoder")


def load(folder):
    pipe = DiffusionPipeline.from_pretrained(folder, torch_dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def defaults(folder):
    """What bonsai.json says; small random models are asked for little."""
    file = pathlib.Path(folder) / "bonsai.json"
    if file.exists():
        said = json.loads(file.read_text())["defaults"]
        return dict(width=said["width"], height=said["height"], steps=said["steps"], guidance=said["guidanceScale"])
    return dict(width=128, height=128, steps=10, guidance=7.5)


def pictures(pipe, width, height, steps, guidance, prompts=PROMPTS):
    made = [pipe(prompt, width=width, height=height, num_inference_steps=steps, guidance_scale=guidance,
                 generator=torch.Generator("cpu").manual_seed(seed), output_type="np").images[0]
            for seed, prompt in enumerate(prompts)]
    return [torch.from_numpy((picture * 255).round().astype("uint8")).contiguous() for picture in made]


def draw(folder, target):
    how = defaults(folder)
    made = pictures(load(folder), **how)
    save_file({str(i): picture for i, picture in enumerate(made)}, target,
              {"config": json.dumps(dict(prompts=PROMPTS, **how))})


def resave(folder, target):
    target = pathlib.Path(target)
    pipe = load(folder)
    defaults_file = pathlib.Path(folder) / "bonsai.json"
    for name, how in {"shards": dict(max_shard_size="2MB"), "pickles": dict(safe_serialization=False),
                      "variant": dict(variant="fp16")}.items():
        pipe.save_pretrained(target / name, **how)
        (target / name / "bonsai.json").write_bytes(defaults_file.read_bytes())


def make(name, target):
    """As a folder, TARGET/NAME, by diffusers; as a single file, TARGET/NAME.safetensors, by ldm_files."""
    layers, channels, attention, mid, in_channels, v2, naming = ldm_files.VARIANTS[name]
    velocity = name == "sd2"
    unet = ldm_files.unet(layers, channels, attention, mid, in_channels, v2)
    text = CLIPTextModel(CLIPTextConfig(
        vocab_size=49408, hidden_size=64, intermediate_size=128, num_hidden_layers=3, num_attention_heads=1,
        max_position_embeddings=77, hidden_act="gelu" if v2 else "quick_gelu"))
    parts = dict(unet=seeded(unet, 1), vae=seeded(ldm_files.vae(), 2), text_encoder=seeded(text, 3))
    with tempfile.TemporaryDirectory() as parent:
        words = tokenizer_folder(parent, "tokenizer", "!" if v2 else "<|endoftext|>")
        tokenizer = CLIPTokenizer.from_pretrained(words)
    scheduler = (DDIMScheduler(prediction_type="v_prediction", clip_sample=False, **SCHEDULE) if velocity
                 else PNDMScheduler(skip_prk_steps=True, **SCHEDULE))
    StableDiffusionPipeline(
        **parts, tokenizer=tokenizer, scheduler=scheduler, safety_checker=None, feature_extractor=None,
        requires_safety_checker=False).save_pretrained(pathlib.Path(target) / name)
    states = {part: model.state_dict() for part, model in parts.items()}
    states["text_encoder"].pop("text_model.embeddings.position_ids", None)
    ldm = ldm_files.prefixed(
        "model.diffusion_model.", ldm_files.unet_to_ldm(states["unet"], layers, len(channels), attention, naming))
    ldm |= ldm_files.prefixed("first_stage_model.", ldm_files.vae_to_ldm(states["vae"]))
    ldm |= (ldm_files.prefixed("cond_stage_model.model.", ldm_files.open_clip(states["text_encoder"], 4)) if v2
            else ldm_files.prefixed("cond_stage_model.transformer.", states["text_encoder"]))
    save_file({k: v.contiguous() for k, v in ldm.items()}, pathlib.Path(target) / (name + ".safetensors"))


def same(folder, other):
    """Other may be in half precision: then its numbers are the rounded ones."""
    pipes = load(folder), load(other)
    exact = True
    count = 0
    for component in COMPONENTS:
        states = [getattr(pipe, component).state_dict() for pipe in pipes]
        assert states[0].keys() == states[1].keys(), (component, states[0].keys() ^ states[1].keys())
        for name, tensor in states[0].items():
            count += 1
            if not torch.equal(tensor, states[1][name]):
                exact = False
                assert torch.equal(tensor.half().float(), states[1][name]), (component, name)
    ids = [[pipe.tokenizer(prompt, padding="max_length", truncation=True).input_ids for prompt in PROMPTS]
           for pipe in pipes]
    assert ids[0] == ids[1], "tokenizers differ"
    for key, value in pipes[0].scheduler.config.items():
        assert key.startswith("_") or pipes[1].scheduler.config.get(key) == value, (key, value)
    how = defaults(folder)
    drawn = [pictures(pipe, **how, prompts=PROMPTS[:2]) for pipe in pipes]
    far = max((a.int() - b.int()).abs().max().item() for a, b in zip(*drawn))
    assert far == 0 or not exact, far
    print(f"| {pathlib.Path(other).name} | {count} tensors {'equal' if exact else 'equal once rounded'} | "
          f"pictures at most {far} of 255 apart |")


if __name__ == "__main__":
    dict(draw=draw, resave=resave, make=make, same=same)[sys.argv[1]](*sys.argv[2:])
