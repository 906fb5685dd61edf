"""How Pillow, and so diffusers' image processor, scales a picture: the numbers of PictureReaderTest."""

import pathlib

import torch
from PIL import Image

ROOT = pathlib.Path(__file__).parents[2] / "engine/src/test/resources/reference/picture"


def main():
    ROOT.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(3)
    # Smooth with hard edges and a little noise: ringing and rounding both show.
    y, x = torch.meshgrid(torch.arange(60), torch.arange(48), indexing="ij")
    waves = torch.stack([(x * 5) % 256, (y * 4) % 256, ((x // 7 + y // 9) % 2) * 255], -1)
    noise = torch.randint(-9, 10, waves.shape, generator=generator)
    source = Image.fromarray((waves + noise).clamp(0, 255).to(torch.uint8).numpy())
    source.save(ROOT / "source.png")
    for width, height in ((32, 40), (96, 120)):
        resized = source.resize((width, height), Image.LANCZOS)
        resized.save(ROOT / f"lanczos_{width}x{height}.png")


if __name__ == "__main__":
    main()
