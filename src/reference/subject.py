"""Draws the subject of assets/subjects/robodog: a small robot dog with a striped scarf.

Five views, PNG, 256x256, with Pillow: drawn at four times the size and made smaller. Everything is
drawn by this script; the pictures are under the Apache License 2.0, as the program is.
"""

import pathlib

from PIL import Image, ImageDraw

S = 4  # Supersampling.
TEAL, DARK, LIGHT = (32, 158, 160), (18, 92, 104), (150, 222, 216)
YELLOW, PURPLE, RED = (250, 204, 60), (118, 60, 168), (226, 62, 62)
INK = (24, 28, 44)


class Pen:
    def __init__(self, background, floor=None):
        self.image = Image.new("RGB", (256 * S, 256 * S), background)
        self.draw = ImageDraw.Draw(self.image)
        if floor:
            self.box(0, 196, 256, 256, floor, 0)

    def box(self, x0, y0, x1, y1, fill, radius=14):
        self.draw.rounded_rectangle((x0 * S, y0 * S, x1 * S, y1 * S), radius * S, fill)

    def oval(self, x, y, rx, ry, fill):
        self.draw.ellipse(((x - rx) * S, (y - ry) * S, (x + rx) * S, (y + ry) * S), fill)

    def shape(self, points, fill):
        self.draw.polygon([(x * S, y * S) for x, y in points], fill)

    def line(self, points, fill, width):
        self.draw.line([(x * S, y * S) for x, y in points], fill, width * S, joint="curve")

    def scarf(self, x0, y0, x1, y1, tail):
        """Yellow and purple stripes around the neck, one end hanging down."""
        self.box(x0, y0, x1, y1, YELLOW, 9)
        for x in range(x0 + 8, x1 - 6, 16):
            self.box(x, y0, x + 8, y1, PURPLE, 0)
        tx, length = tail
        self.box(tx, y0 + 4, tx + 22, y0 + length, YELLOW, 5)
        for y in range(y0 + 14, y0 + length - 4, 14):
            self.box(tx, y, tx + 22, y + 7, PURPLE, 0)

    def antenna(self, x, y, lean):
        self.line([(x, y), (x + lean, y - 24)], DARK, 4)
        self.oval(x + lean, y - 27, 7, 7, RED)

    def eye(self, x, y, r=13):
        self.oval(x, y, r, r, INK)
        self.oval(x, y, r - 4, r - 4, LIGHT)
        self.oval(x + 3, y - 3, 3, 3, (255, 255, 255))

    def face(self, x, y, shift=0):
        """Square head, flap ears, round eyes, a dark snout; x, y its middle."""
        self.antenna(x, y - 38, 4 + shift // 3)
        self.shape([(x - 44, y - 34), (x - 66, y - 8), (x - 58, y + 24), (x - 40, y - 4)], DARK)
        self.shape([(x + 44, y - 34), (x + 66, y - 8), (x + 58, y + 24), (x + 40, y - 4)], DARK)
        self.box(x - 48, y - 40, x + 48, y + 40, TEAL, 20)
        self.eye(x - 20 + shift, y - 10)
        self.eye(x + 20 + shift, y - 10)
        self.box(x - 22 + shift, y + 8, x + 22 + shift, y + 34, LIGHT, 12)
        self.oval(x + shift, y + 13, 9, 6, INK)
        self.line([(x - 8 + shift, y + 26), (x + 8 + shift, y + 26)], INK, 3)

    def leg(self, x, y0, y1):
        self.box(x, y0, x + 18, y1, DARK, 6)
        self.box(x - 3, y1 - 10, x + 23, y1, INK, 5)

    def bolts(self, *places):
        for x, y in places:
            self.oval(x, y, 5, 5, DARK)


def front():
    p = Pen((236, 240, 246), (206, 214, 224))
    for x in (88, 148):
        p.leg(x, 180, 228)
    p.box(76, 138, 180, 200, TEAL, 18)
    p.bolts((92, 184), (164, 184))
    p.face(128, 96)
    p.scarf(82, 134, 174, 154, (146, 58))
    return p


def side():
    p = Pen((250, 236, 214), (222, 196, 160))
    p.line([(58, 150), (36, 128), (40, 104)], DARK, 8)
    p.oval(40, 102, 8, 8, RED)
    for x in (66, 90, 146, 168):
        p.leg(x, 176, 226)
    p.box(54, 134, 192, 190, TEAL, 22)
    p.bolts((78, 150), (78, 174), (120, 162))
    p.antenna(186, 56, -4)
    p.box(150, 54, 222, 124, TEAL, 20)
    p.shape([(168, 62), (146, 84), (152, 118), (176, 94)], DARK)
    p.eye(196, 80)
    p.box(206, 92, 240, 120, LIGHT, 11)
    p.oval(236, 98, 8, 6, INK)
    p.scarf(148, 122, 204, 142, (152, 62))
    return p


def sitting():
    p = Pen((214, 234, 214), (168, 200, 160))
    p.line([(170, 208), (206, 196), (212, 172)], DARK, 8)
    p.oval(212, 170, 8, 8, RED)
    p.box(82, 138, 174, 222, TEAL, 30)
    p.box(66, 196, 112, 226, DARK, 12)
    p.box(144, 196, 190, 226, DARK, 12)
    p.leg(104, 170, 226)
    p.leg(134, 170, 226)
    p.face(128, 94, shift=10)
    p.scarf(84, 132, 172, 152, (92, 60))
    return p


def back():
    p = Pen((240, 222, 236), (210, 184, 204))
    for x in (88, 148):
        p.leg(x, 180, 228)
    p.antenna(128, 58, -6)
    p.shape([(84, 62), (62, 88), (70, 120), (88, 92)], DARK)
    p.shape([(172, 62), (194, 88), (186, 120), (168, 92)], DARK)
    p.box(80, 56, 176, 136, TEAL, 20)
    p.bolts((98, 76), (158, 76))
    p.box(76, 138, 180, 204, TEAL, 18)
    p.box(104, 162, 152, 192, DARK, 8)
    p.line([(128, 186), (128, 214)], DARK, 8)
    p.oval(128, 216, 8, 8, RED)
    p.scarf(82, 132, 174, 152, (96, 54))
    return p


def portrait():
    p = Pen((196, 216, 240))
    head = Pen((196, 216, 240))
    head.face(128, 110)
    close = head.image.crop((50 * S, 30 * S, 206 * S, 186 * S)).resize((236 * S, 236 * S), Image.LANCZOS)
    p.image.paste(close, (10 * S, 14 * S))
    p.box(52, 200, 204, 300, TEAL, 30)
    p.scarf(48, 190, 208, 222, (168, 66))
    return p


if __name__ == "__main__":
    target = pathlib.Path(__file__).parents[2] / "assets/subjects/robodog"
    target.mkdir(parents=True, exist_ok=True)
    for name, view in dict(front=front, side=side, sitting=sitting, back=back, portrait=portrait).items():
        view().image.resize((256, 256), Image.LANCZOS).save(target / f"{name}.png", optimize=True)
