"""Pictures of every kind, and what Pillow makes of them and torchvision of their sizes: for the tests of data."""

import io
import pathlib
import tarfile

import numpy
from PIL import Image

ROOT = pathlib.Path(__file__).parents[2] / "engine/src/test/resources/reference/data"
SOURCE = pathlib.Path(__file__).parents[2] / "engine/src/test/resources/reference/picture/source.png"


def resize_shorter(picture, size):
    """torchvision.transforms.Resize(size) of a PIL picture: _compute_resized_image_output_size, then resize."""
    width, height = picture.size
    longer = int(size * max(width, height) / min(width, height))
    shape = (size, longer) if width <= height else (longer, size)
    return picture.resize(shape, Image.BILINEAR)


def centre_crop(picture, size):
    width, height = picture.size
    top, left = int(round((height - size) / 2.0)), int(round((width - size) / 2.0))
    return picture.crop((left, top, left + size, top + size))


def smooth():
    """Soft colours, so that what JPEG and WebP lose stays small."""
    ramp = Image.linear_gradient("L").resize((48, 32))
    turned = ramp.transpose(Image.Transpose.ROTATE_180)
    across = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize((48, 32))
    return Image.merge("RGB", (ramp, turned, across))


def main():
    ROOT.mkdir(parents=True, exist_ok=True)
    source = Image.open(SOURCE).convert("RGB")
    for size in (16, 24, 31, 64):
        centre_crop(resize_shorter(source, size), size).save(ROOT / f"centre_{size}.png")
    wide = source.transpose(Image.Transpose.ROTATE_90)
    centre_crop(resize_shorter(wide, 17), 17).save(ROOT / "centre_wide_17.png")

    picture = smooth()
    picture.save(ROOT / "rgb.png")
    picture.convert("CMYK").save(ROOT / "cmyk.jpg", quality=95)
    picture.save(ROOT / "progressive.jpg", quality=95, progressive=True, subsampling=0)
    picture.save(ROOT / "lossy.webp", quality=95)
    picture.save(ROOT / "lossless.webp", lossless=True)
    picture.save(ROOT / "bmp.bmp")
    picture.convert("L").save(ROOT / "grey.jpg", quality=95)
    picture.convert("L").save(ROOT / "grey.png")
    picture.quantize(64).save(ROOT / "palette.png")
    second = picture.transpose(Image.Transpose.ROTATE_180)
    picture.quantize(64).save(ROOT / "animated.gif", save_all=True, append_images=[second])
    picture.save(ROOT / "animated.webp", save_all=True, append_images=[second], lossless=True)

    clear = picture.copy()
    clear.putalpha(Image.linear_gradient("L").resize((48, 32)))
    for name in ("rgba.png", "rgba.webp"):
        clear.save(ROOT / name, lossless=True)
    white = Image.new("RGBA", clear.size, "white")
    Image.alpha_composite(white, clear).convert("RGB").save(ROOT / "rgba_on_white.png")

    wide16 = numpy.asarray(picture.convert("L")).astype(numpy.uint16) * 257
    Image.fromarray(wide16).save(ROOT / "grey16.png")

    with tarfile.open(ROOT / "pairs.tar", "w") as tar:
        for i, colour in enumerate(("red", "green", "blue")):
            png = io.BytesIO()
            Image.new("RGB", (8, 8), colour).save(png, "PNG")
            for ending, content in (("png", png.getvalue()), ("txt", f"a {colour} square\n".encode())):
                entry = tarfile.TarInfo(f"pairs/{i:05}.{ending}")
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))


if __name__ == "__main__":
    main()
