"""A small AutoencoderKL both ways, and its tiled decoding."""

import torch
from diffusers import AutoencoderKL

from fixtures import save
from unet import randomise

net = AutoencoderKL(
    down_block_types=["DownEncoderBlock2D"] * 3, up_block_types=["UpDecoderBlock2D"] * 3,
    block_out_channels=[8, 8, 16], layers_per_block=2, norm_num_groups=4, sample_size=32,
    scaling_factor=0.18215).eval()
randomise(net, 1)
net = net.half().float()
generator = torch.Generator().manual_seed(2)
picture = torch.rand(2, 3, 24, 32, generator=generator) * 2 - 1
latent = torch.randn(1, 4, 6, 5, generator=generator)
large = torch.randn(1, 4, 19, 13, generator=generator)
with torch.no_grad():
    posterior = net.encode(picture).latent_dist
    scale = net.config.scaling_factor
    tensors = dict(
        picture=picture, mean=posterior.mean * scale,
        sample=posterior.sample(torch.Generator().manual_seed(4)) * scale,
        latent=latent, decoded=net.decode(latent / scale).sample,
        large=large, large_decoded=net.decode(large / scale).sample)
    net.enable_tiling()
    tensors["large_tiled"] = net.decode(large / scale).sample
save("vae/small", tensors, {k: v.half() for k, v in net.state_dict().items()}, dict(net.config))
