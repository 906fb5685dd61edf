"""Single files in CompVis' layout, one for each architecture Bonsai converts, and what they hold.

Every network is a small one of diffusers and transformers with the real one's blocks. The names in
the single file come from the functions below; for the architectures that diffusers can convert back
(`convert_ldm_unet_checkpoint`, `convert_ldm_vae_checkpoint`, `convert_open_clip_checkpoint`) the
script stops unless diffusers finds every tensor again. Numbers follow a short pattern, unique to a
tensor, so that the fixtures compress; a tensor's CRC-32 stands for it in what the test expects.
"""

import gzip
import io
import json
import re
import zlib

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.loaders import single_file_utils as official
from safetensors.torch import save
from transformers import CLIPTextConfig, CLIPTextModel

from fixtures import ROOT

FOLDER = ROOT / "weights/ldm"
CROSS, PLAIN = "CrossAttn", ""

# name: (layers, channels, attention per level down, mid block, in channels, v2?, naming)
VARIANTS = {
    "sd1": (2, [32, 32, 64, 64], [1, 1, 1, 0], True, 4, False, "gaps"),
    "sd1_inpainting": (2, [32, 32, 64, 64], [1, 1, 1, 0], True, 9, False, "gaps"),
    "sd2": (2, [64, 64, 128, 128], [1, 1, 1, 0], True, 4, True, "gaps"),
    "base1": (1, [32, 32, 64, 64], [1, 1, 1, 0], True, 4, False, "gaps"),
    "small1": (1, [32, 32, 64, 64], [1, 1, 1, 0], False, 4, False, "gaps"),
    "tiny1": (1, [32, 32, 64], [1, 1, 1], False, 4, False, "gaps"),
    "base2": (1, [64, 64, 128, 128], [1, 1, 1, 0], True, 4, True, "gaps"),
    "small2": (1, [64, 64, 128, 128], [1, 1, 1, 0], False, 4, True, "gaps"),
    "tiny2": (1, [64, 64, 128], [1, 1, 1], False, 4, True, "gaps"),
    # The same networks numbered without gaps, as latent-diffusion itself would build them.
    "base1_dense": (1, [32, 32, 64, 64], [1, 1, 1, 0], True, 4, False, "dense"),
    "tiny1_dense": (1, [32, 32, 64], [1, 1, 1], False, 4, False, "dense"),
    # What diffusers' own script makes of a Tiny: it leaves up_blocks.0.attentions as they are.
    "tiny1_script": (1, [32, 32, 64], [1, 1, 1], False, 4, False, "script"),
}

RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}


def unet(layers, channels, attention, mid, in_channels, v2):
    return UNet2DConditionModel(
        sample_size=8,
        in_channels=in_channels,
        layers_per_block=layers,
        block_out_channels=channels,
        down_block_types=[(CROSS if a else PLAIN) + "DownBlock2D" for a in attention],
        up_block_types=[(CROSS if a else PLAIN) + "UpBlock2D" for a in reversed(attention)],
        mid_block_type="UNetMidBlock2DCrossAttn" if mid else None,
        cross_attention_dim=64,
        attention_head_dim=[c // 64 for c in channels] if v2 else 8,
        use_linear_projection=v2,
    )


def positions(layers, levels, naming):
    """Index of the modules of level b, layer j on each way: down, downsampler, up, upsampler."""
    if naming == "dense":
        down = layers + 1
        up = layers + 1
    else:
        down = up = 3
    return {
        "down": lambda b, j: down * b + j + 1,
        "downsampler": lambda b: down * (b + 1),
        "up": lambda b, j: up * b + j,
        "upsampler": lambda b: up * b + (layers if naming == "dense" else 2),
    }


def unet_to_ldm(state, layers, levels, attention, naming):
    at = positions(layers, levels, naming)
    up_attention = list(reversed(attention))
    ends = {
        "time_embedding.linear_1": "time_embed.0",
        "time_embedding.linear_2": "time_embed.2",
        "conv_in": "input_blocks.0.0",
        "conv_norm_out": "out.0",
        "conv_out": "out.2",
    }
    result = {}
    for name, tensor in state.items():
        owner, _, rest = name.partition(".")
        if m := re.fullmatch(r"(down|up)_blocks\.(\d+)\.(\w+)\.(\d+)\.(.+)", name):
            way, b, kind, j, rest = m[1], int(m[2]), m[3], int(m[4]), m[5]
            blocks = "input_blocks" if way == "down" else "output_blocks"
            if kind == "resnets":
                new = f"{blocks}.{at[way](b, j)}.0.{resnet(rest)}"
            elif kind == "attentions":
                new = f"{blocks}.{at[way](b, j)}.1.{rest}"
                if naming == "script" and way == "up" and b == 0:
                    new = name
            elif kind == "downsamplers":
                new = f"{blocks}.{at['downsampler'](b)}.0.op.{rest.removeprefix('conv.')}"
            else:
                # The upsampler follows the attention of the same module, if that has one.
                alone = b == 0 if naming != "dense" else not up_attention[b]
                new = f"{blocks}.{at['upsampler'](b)}.{1 if alone else 2}.{rest}"
        elif m := re.fullmatch(r"mid_block\.(\w+)\.(\d+)\.(.+)", name):
            if m[1] == "resnets":
                new = f"middle_block.{2 * int(m[2])}.{resnet(m[3])}"
            else:
                new = f"middle_block.1.{m[3]}"
        else:
            stem, _, end = name.rpartition(".")
            new = f"{ends[stem]}.{end}"
        assert new not in result, new
        result[new] = tensor
    return result


def resnet(rest):
    stem, _, end = rest.rpartition(".")
    return f"{RESNET[stem]}.{end}"


def vae():
    return AutoencoderKL(
        block_out_channels=[32, 32, 64, 64],
        down_block_types=["DownEncoderBlock2D"] * 4,
        up_block_types=["UpDecoderBlock2D"] * 4,
        layers_per_block=2,
        sample_size=64,
    )


def vae_to_ldm(state):
    result = {}
    for name, tensor in state.items():
        new = name.replace("conv_shortcut", "nin_shortcut").replace("conv_norm_out", "norm_out")
        new = re.sub(r"encoder\.down_blocks\.(\d)\.resnets\.", r"encoder.down.\1.block.", new)
        new = re.sub(
            r"decoder\.up_blocks\.(\d)\.",
            lambda m: f"decoder.up.{3 - int(m[1])}.",
            new,
        ).replace("resnets.", "block.") if "mid_block" not in new else new
        new = re.sub(r"encoder\.down_blocks\.(\d)\.", r"encoder.down.\1.", new)
        new = new.replace("downsamplers.0.", "downsample.").replace("upsamplers.0.", "upsample.")
        new = re.sub(
            r"mid_block\.resnets\.(\d)\.", lambda m: f"mid.block_{int(m[1]) + 1}.", new
        )
        if "mid_block.attentions.0." in new:
            new = new.replace("mid_block.attentions.0.", "mid.attn_1.")
            new = new.replace("group_norm", "norm").replace("to_out.0", "proj_out")
            new = new.replace("to_q", "q").replace("to_k", "k").replace("to_v", "v")
            if tensor.ndim == 2:
                tensor = tensor[:, :, None, None]
        result[new] = tensor
    return result


def text(v2):
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=50,
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=3,
            num_attention_heads=1,
            max_position_embeddings=77,
            hidden_act="gelu" if v2 else "quick_gelu",
        )
    )


def open_clip(state, layers):
    """OpenCLIP's whole text tower: fused projections, one layer more, and its projection."""
    result = {
        "token_embedding.weight": state["text_model.embeddings.token_embedding.weight"],
        "positional_embedding": state["text_model.embeddings.position_embedding.weight"],
        "ln_final.weight": state["text_model.final_layer_norm.weight"],
        "ln_final.bias": state["text_model.final_layer_norm.bias"],
        "text_projection": torch.ones(64, 64, dtype=torch.float16),
        "logit_scale": torch.tensor(1.0, dtype=torch.float16),
    }
    parts = {
        "layer_norm1": "ln_1",
        "layer_norm2": "ln_2",
        "mlp.fc1": "mlp.c_fc",
        "mlp.fc2": "mlp.c_proj",
        "self_attn.out_proj": "attn.out_proj",
    }
    for i in range(layers):
        new = f"transformer.resblocks.{i}."
        # The layer that nobody listens to differs from the one before.
        old = f"text_model.encoder.layers.{min(i, layers - 2)}."
        for end in ("weight", "bias"):
            for a, b in parts.items():
                result[f"{new}{b}.{end}"] = state[f"{old}{a}.{end}"] + (i == layers - 1)
            fused = [state[f"{old}self_attn.{p}_proj.{end}"] for p in "qkv"]
            result[f"{new}attn.in_proj_{end}"] = torch.cat(fused)
    return result


def fill(model):
    """float16 numbers that repeat after 61 and belong to one tensor alone."""
    state = {}
    for i, (name, tensor) in enumerate(sorted(model.state_dict().items())):
        if name.endswith("position_ids"):
            continue
        pattern = ((torch.arange(tensor.numel()) * (i % 59 + 1)) % 61 + i % 1024).half()
        state[name] = pattern.reshape(tensor.shape)
    return state


def prefixed(prefix, state):
    return {prefix + name: tensor for name, tensor in state.items()}


def crc(tensor):
    return zlib.crc32(tensor.contiguous().numpy().tobytes())


def same(wanted, found):
    assert wanted.keys() == found.keys(), wanted.keys() ^ found.keys()
    for name in wanted:
        assert torch.equal(wanted[name], found[name]), name


def check_officially(ldm, model, states, v2):
    """diffusers' own converter must find what our naming hides."""
    same(states["unet"], official.convert_ldm_unet_checkpoint(dict(ldm), dict(model.config)))
    autoencoder = vae()
    same(states["vae"], official.convert_ldm_vae_checkpoint(dict(ldm), dict(autoencoder.config)))
    if v2:
        # Their list of unwanted layers is written for 24.
        official.SD_2_TEXT_ENCODER_KEYS_TO_IGNORE.extend(
            key for key in ldm if ".resblocks.3." in key
        )
        same(states["text_encoder"], official.convert_open_clip_checkpoint(text(True), dict(ldm)))
    else:
        found = official.convert_ldm_clip_checkpoint(dict(ldm))
        found.pop("text_model.embeddings.position_ids")
        same(states["text_encoder"], found)


def write(name, layers, channels, attention, mid, in_channels, v2, naming):
    model = unet(layers, channels, attention, mid, in_channels, v2)
    states = {"unet": fill(model), "vae": fill(vae()), "text_encoder": fill(text(v2))}
    ldm = prefixed(
        "model.diffusion_model.",
        unet_to_ldm(states["unet"], layers, len(channels), attention, naming),
    )
    ldm |= prefixed("first_stage_model.", vae_to_ldm(states["vae"]))
    if v2:
        ldm |= prefixed("cond_stage_model.model.", open_clip(states["text_encoder"], 4))
    else:
        ldm |= prefixed("cond_stage_model.transformer.", states["text_encoder"])
        ldm["cond_stage_model.transformer.text_model.embeddings.position_ids"] = torch.arange(77)[
            None
        ]
    # What training leaves in the originals.
    ldm["betas"] = torch.linspace(0.00085**0.5, 0.012**0.5, 8) ** 2
    ldm["model_ema.num_updates"] = torch.tensor(7)
    if name in ("sd1", "sd1_inpainting", "sd2"):
        check_officially(ldm, model, states, v2)
    expected = {
        "config": {
            "unet": config(model, sample_size=None),
            "vae": config(vae(), sample_size=None),
            "text_encoder": text_config(text(v2)),
        },
        "tensors": {
            part: {key: [list(t.shape), crc(t)] for key, t in state.items()}
            for part, state in states.items()
        },
    }
    compress(name + ".safetensors.gz", save({k: v.contiguous() for k, v in ldm.items()}))
    if name == "tiny1":
        buffer = io.BytesIO()
        torch.save({"state_dict": ldm, "global_step": 1}, buffer)
        compress(name + ".ckpt.gz", buffer.getvalue())
    compress(name + ".json.gz", json.dumps(expected, sort_keys=True).encode())


def config(model, **changes):
    values = {k: v for k, v in dict(model.config).items() if not k.startswith("_")}
    return {k: v for k, v in (values | changes).items() if v is not None or k == "mid_block_type"}


def text_config(model):
    """Without what plays no part in the text model alone, and is another in Stable Diffusion."""
    free = ("projection_dim", "bos_token_id", "eos_token_id", "pad_token_id")
    values = model.config.to_dict().items()
    return {k: v for k, v in values if v is not None and k not in free}


def compress(name, content):
    target = FOLDER / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))
    print(name, f"{len(content) / 1024:.0f} -> {target.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    for variant, arguments in VARIANTS.items():
        write(variant, *arguments)
