"""Low-rank changes by peft and diffusers, on the small random networks of unet.py and text_encoder.py.

    lora.py               writes the fixtures
    lora.py check FOLDER  stops unless diffusers loads every key of the file that LoraProof wrote, and
                          says the same with it

Changes are random on both sides (up is no longer zero), so that no gradient vanishes; and small: with large
ones peft, merged and not, differs from itself by 8e-5.
"""

import json
import sys

import torch
import torch.nn.functional as F
from diffusers import DDIMScheduler, StableDiffusionPipeline
from diffusers.utils import convert_state_dict_to_diffusers, convert_state_dict_to_kohya
from peft import LoraConfig, inject_adapter_in_model
from peft.utils import get_peft_model_state_dict
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from transformers import CLIPTextConfig, CLIPTextModel

from fixtures import ROOT, save
from ldm_files import unet_to_ldm
from unet import BLOCKS, V1, model

UNET = ["to_q", "to_k", "to_v", "to_out.0"]
TEXT = ["q_proj", "v_proj"]
# Diffusers 0.35.1 tells kohya's names of a text encoder by out_proj: without one it refuses them.
OUT = TEXT + ["out_proj"]


def stored(name):
    return {k[2:]: v.float() for k, v in load_file(ROOT / (name + ".safetensors")).items() if k.startswith("w.")}


def unet(variant):
    net = model(BLOCKS[variant], V1)
    net.load_state_dict(stored("unet/v1-" + variant))
    return net


def text_encoder():
    with safe_open(ROOT / "text/encoder-quick_gelu.safetensors", "pt") as file:
        config = json.loads(file.metadata()["config"])
    net = CLIPTextModel(CLIPTextConfig(**config)).eval()
    net.load_state_dict(stored("text/encoder-quick_gelu"), strict=False)
    return net


def adapt(net, targets, rank, alpha, seed):
    net.requires_grad_(False)
    inject_adapter_in_model(LoraConfig(r=rank, lora_alpha=alpha, target_modules=targets), net, "default")
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, p in net.named_parameters():
            if "lora_" in name:
                p.copy_((0.3 * torch.randn(p.shape, generator=generator) * p.shape[1] ** -0.5).half())
    return net


def inputs(seed):
    g = torch.Generator().manual_seed(seed)
    return dict(latent=torch.randn(2, 4, 8, 8, generator=g), text=torch.randn(2, 5, 24, generator=g),
                timestep=torch.tensor([7.0, 901.0]), target=torch.randn(2, 4, 8, 8, generator=g))


def learnt(name, net, forward, tensors):
    out = forward(net)
    loss = F.mse_loss(out, tensors["target"])
    loss.backward()
    tensors = dict(tensors, out=out, loss=loss)
    for key, p in net.named_parameters():
        if p.grad is not None:
            tensors["p." + key.replace(".default", "")] = p
            tensors["g." + key.replace(".default", "")] = p.grad
    save("lora/" + name, tensors)


def training():
    b = inputs(700)
    learnt("train-unet", adapt(unet("base"), UNET, 4, 6, 1),
           lambda net: net(b["latent"], b["timestep"], b["text"]).sample, b)
    ids = load_file(ROOT / "text/encoder-quick_gelu.safetensors")["ids"]
    target = torch.randn(2, 11, 24, generator=torch.Generator().manual_seed(701))
    learnt("train-text", adapt(text_encoder(), TEXT, 4, 3, 2), lambda net: net(ids)[0],
           dict(ids=ids, target=target))


def pipeline(variant):
    pipe = StableDiffusionPipeline(vae=None, text_encoder=text_encoder(), tokenizer=None, unet=unet(variant),
                                   scheduler=DDIMScheduler(), safety_checker=None, feature_extractor=None,
                                   requires_safety_checker=False)
    return pipe


@torch.no_grad()
def answers(pipe, ids, b):
    return dict(unet=pipe.unet(b["latent"], b["timestep"], b["text"]).sample, text=pipe.text_encoder(ids)[0])


def drawn(name, variant, strength=0.8):
    """What diffusers makes of a file of ours at a strength."""
    pipe = pipeline(variant)
    ids = load_file(ROOT / "text/encoder-quick_gelu.safetensors")["ids"]
    b = inputs(702)
    before = answers(pipe, ids, b)
    pipe.load_lora_weights(ROOT / f"lora/{name}.safetensors", adapter_name="a")
    pipe.set_adapters("a", strength)
    after = answers(pipe, ids, b)
    assert not torch.allclose(before["unet"], after["unet"], atol=1e-3), name
    print(name, {k: (after[k] - before[k]).abs().max().item() for k in after})
    save(f"lora/{name}-out", dict(latent=b["latent"], text_in=b["text"], timestep=b["timestep"], ids=ids, **after))


@torch.no_grad()
def ldm():
    """CompVis' names, which diffusers reads for SDXL alone; ldm_files.py proves the names by it."""
    net = adapt(unet("sd"), UNET[:1], 2, 1, 5)
    tensors = {}
    for key, value in get_peft_model_state_dict(net, adapter_name="default").items():
        layer, role = key.rsplit(".lora_", 1)
        (name,) = unet_to_ldm({layer + ".weight": value}, 2, 4, [1, 1, 1, 0], "gaps")
        name = "lora_unet_" + name.removesuffix(".weight").replace(".", "_")
        tensors[f"{name}.lora_{'down' if role.startswith('A') else 'up'}.weight"] = value
        tensors[name + ".alpha"] = torch.tensor(1.0)
    save_file({k: v.half().contiguous() for k, v in tensors.items()}, ROOT / "lora/ldm.safetensors", {"format": "pt"})
    for module in net.modules():
        if hasattr(module, "lora_A"):
            module.scaling["default"] *= 0.8
    b = inputs(702)
    out = net(b["latent"], b["timestep"], b["text"]).sample
    save("lora/ldm-out", dict(latent=b["latent"], text_in=b["text"], timestep=b["timestep"], unet=out))


def files():
    net, text = adapt(unet("base"), UNET, 4, 6, 3), adapt(text_encoder(), OUT, 2, 3, 4)
    of_unet, of_text = get_peft_model_state_dict(net, adapter_name="default"), get_peft_model_state_dict(text, adapter_name="default")
    target = ROOT / "lora"
    halves = lambda tensors: {k: v.half().contiguous() for k, v in tensors.items()}
    # As diffusers saves it now: alphas in the metadata.
    StableDiffusionPipeline.save_lora_weights(
        target, halves(of_unet), halves(of_text), weight_name="diffusers.safetensors",
        unet_lora_adapter_metadata=net.peft_config["default"].to_dict(),
        text_encoder_lora_adapter_metadata=text.peft_config["default"].to_dict())
    drawn("diffusers", "base")
    # As its example scripts saved it: lora.down and lora.up, alpha as the rank.
    old = {"unet." + k: v for k, v in convert_state_dict_to_diffusers(of_unet).items()}
    old.update({"text_encoder." + k: v for k, v in convert_state_dict_to_diffusers(of_text).items()})
    save_file(halves(old), target / "diffusers-old.safetensors", {"format": "pt"})
    drawn("diffusers-old", "base")
    # As kohya's scripts and the web UI name it. (convert_state_dict_to_kohya says lora_te1.)
    peft = {"unet." + k: v for k, v in of_unet.items()} | {"text_encoder." + k: v for k, v in of_text.items()}
    kohya = {k.replace("lora_te1_", "lora_te_"): v for k, v in convert_state_dict_to_kohya(peft).items()}
    kohya = {k: torch.tensor(6.0 if "unet" in k else 3.0) if k.endswith(".alpha") else v for k, v in kohya.items()}
    save_file(halves(kohya), target / "kohya.safetensors", {"ss_network_module": "networks.lora"})
    drawn("kohya", "base")


def check(folder):
    everything = load_file(folder + "/lora.safetensors")
    said = load_file(folder + "/said.safetensors")
    pipe = pipeline("base")
    pipe.load_lora_weights(dict(everything), adapter_name="a")
    pipe.set_adapters("a", 1.0)
    own = answers(pipe, said["ids"], dict(latent=said["latent"], timestep=said["timestep"], text=said["text_in"]))
    found = get_peft_model_state_dict(pipe.unet, adapter_name="a") | get_peft_model_state_dict(pipe.text_encoder, adapter_name="a")
    assert 3 * len(found) == 2 * len(everything), (len(found), len(everything))
    for name in ("unet", "text"):
        worst = ((own[name] - said[name]).abs().max() / own[name].abs().max()).item()
        print(f"{name}: {len(everything)} keys of the file loaded, relative difference {worst:.2e}")
        assert worst < 1e-5


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        check(sys.argv[2])
    else:
        training()
        files()
        ldm()
