"""TAESD's decoder with random weights, which the test draws again from the same seed."""

import torch
from diffusers import AutoencoderTiny

from fixtures import save

net = AutoencoderTiny().eval()
generator = torch.Generator().manual_seed(5)
with torch.no_grad():
    for parameter in net.decoder.parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        fan_in = parameter.numel() / parameter.shape[0]
        parameter.copy_(noise * (fan_in**-0.5 if parameter.dim() > 1 else 0.2))
    latent = torch.randn(1, 4, 4, 5, generator=torch.Generator().manual_seed(6))
    save("vae/tiny", dict(latent=latent, decoded=net.decode(latent).sample))
