"""U-Nets of every preset's block structure at small widths, with random weights."""

import torch
from diffusers import UNet2DConditionModel

from fixtures import save

V1 = dict(cross_attention_dim=24, attention_head_dim=2, use_linear_projection=False)
V2 = dict(cross_attention_dim=24, attention_head_dim=[1, 2, 4, 4], use_linear_projection=True)
CROSS = ["CrossAttnDownBlock2D"] * 3
UP = ["CrossAttnUpBlock2D"] * 3
BLOCKS = {
    "sd": dict(layers_per_block=2, down_block_types=CROSS + ["DownBlock2D"], up_block_types=["UpBlock2D"] + UP),
    "base": dict(layers_per_block=1, down_block_types=CROSS + ["DownBlock2D"], up_block_types=["UpBlock2D"] + UP),
    "small": dict(layers_per_block=1, mid_block_type=None, down_block_types=CROSS + ["DownBlock2D"], up_block_types=["UpBlock2D"] + UP),
    "tiny": dict(layers_per_block=1, mid_block_type=None, down_block_types=CROSS, up_block_types=UP),
}


def model(blocks, family, **more):
    levels = len(blocks["down_block_types"])
    family = dict(family)
    if isinstance(family["attention_head_dim"], list):
        family["attention_head_dim"] = family["attention_head_dim"][:levels]
    return UNet2DConditionModel(
        sample_size=8, block_out_channels=[8, 16, 24, 24][:levels], norm_num_groups=4,
        **blocks, **family, **more).eval()


def randomise(net, seed):
    """Every tensor away from its initial value, so that no bias or norm hides a mistake."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, p in net.named_parameters():
            noise = torch.randn(p.shape, generator=generator)
            p.copy_(noise * (p.numel() / p.shape[0]) ** -0.5 if p.dim() > 1 else p + 0.2 * noise)


def fixture(name, net, seed, size=(8, 8), **inputs):
    randomise(net, seed)
    # Stored as float16 to keep the repository small; both sides compute with the rounded values.
    net = net.half().float()
    generator = torch.Generator().manual_seed(seed + 100)
    latent = torch.randn(2, net.config.in_channels, *size, generator=generator)
    text = torch.randn(2, 5, net.config.cross_attention_dim, generator=generator)
    timestep = torch.tensor([7.0, 981.0])
    with torch.no_grad():
        out = net(latent, timestep, text, **inputs).sample
    tensors = dict(latent=latent, text=text, timestep=timestep, out=out)
    if "timestep_cond" in inputs:
        tensors["condition"] = inputs["timestep_cond"]
    weights = {k: v.half() for k, v in net.state_dict().items()}
    save("unet/" + name, tensors, weights, dict(net.config))


if __name__ == "__main__":
    for i, (variant, blocks) in enumerate(BLOCKS.items()):
        fixture("v1-" + variant, model(blocks, V1), 10 + i)
        fixture("v2-" + variant, model(blocks, V2, upcast_attention=variant == "sd"), 20 + i)
    fixture("odd-size", model(BLOCKS["base"], V1), 30, size=(9, 13))
    fixture("inpaint", model(BLOCKS["tiny"], V1, in_channels=9), 31)
    fixture("lcm", model(BLOCKS["tiny"], V1, time_cond_proj_dim=6), 32,
            timestep_cond=torch.randn(2, 6, generator=torch.Generator().manual_seed(3)))
    fixture("custom", model(dict(layers_per_block=[1, 2, 1], mid_block_type=None,
            down_block_types=["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
            up_block_types=["UpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"]), V1), 33)
