"""One picture stored in all eight EXIF orientations, as Pillow understands them: for PictureReaderTest."""

import pathlib

from PIL import Image, ImageChops, ImageOps

ROOT = pathlib.Path(__file__).parents[2] / "engine/src/test/resources/reference/picture"
ORIENTATION = 0x0112

# What a camera that is held so stores: undone by the turn that the orientation asks for.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters():
    """Four colours, each in whole blocks of 8x8: JPEG keeps them, and no turn maps it on itself."""
    picture = Image.new("RGB", (32, 16))
    for i, colour in enumerate(((220, 30, 30), (30, 200, 40), (40, 60, 210), (230, 210, 50))):
        picture.paste(colour, (16 * (i % 2), 8 * (i // 2), 16 * (i % 2) + 16, 8 * (i // 2) + 8))
    return picture


def main():
    upright = quarters()
    upright.save(ROOT / "upright.png")
    for orientation, turn in STORED.items():
        stored = upright if turn is None else upright.transpose(turn)
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        file = ROOT / f"orientation_{orientation}.jpg"
        stored.save(file, quality=95, subsampling=0, exif=exif)
        turned = ImageOps.exif_transpose(Image.open(file))
        worst = max(high for _, high in ImageChops.difference(turned, upright).getextrema())
        assert turned.size == upright.size and worst <= 4, (orientation, worst)


if __name__ == "__main__":
    main()
