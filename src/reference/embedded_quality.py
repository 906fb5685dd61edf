"""How well models draw the captions that no model was shown, judged by a classifier of real pictures.

Usage: embedded_quality.py DATA PICTURES...

DATA is what embedded_data.sh made: 'train' and 'held-out'. Each of PICTURES is a folder of PNG files
that one model drew of the held-out captions, as

  embedded_quality.py DATA > captions.txt
  bonsai generate --model MODEL --prompts-file captions.txt --count 2 --seed 1 -o PICTURES

A small convolutional network learns what thing and what colour the real pictures of 'train' show.
Told of each folder: the share of pictures whose thing, whose colour, and both of which are those of
the caption, and the Frechet distance (Heusel et al. 2017, arXiv 1706.08500) between its features of
them and of the real held-out pictures, both mirrored too. The first row are the real pictures. The
last column is how near they are to the first folder's, same captions and seeds: the mean PSNR.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

EPOCHS, BATCH, FEATURES = 40, 64, 64


def rows(folder):
    seen = {}
    for line in (folder / "metadata.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["colour"] or row["file_name"] not in seen:
            seen[row["file_name"]] = row
    return [seen[name] for name in sorted(seen)]


def caption(row):
    words = f"{row['colour']} {row['noun'].replace('_', ' ')}".strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def pixels(paths):
    pictures = [np.asarray(Image.open(p).convert("RGB").resize((64, 64))) for p in paths]
    return torch.tensor(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1


class Judge(nn.Module):
    def __init__(self, things, colours):
        super().__init__()
        layers, width = [], 3
        for out in (24, 48, 96, 128):
            layers += [nn.Conv2d(width, out, 3, 1, 1), nn.BatchNorm2d(out), nn.ReLU(), nn.MaxPool2d(2)]
            width = out
        self.body = nn.Sequential(*layers)
        self.features = nn.Linear(128 * 16, FEATURES)
        self.thing = nn.Linear(FEATURES, things)
        self.colour = nn.Linear(FEATURES, colours)

    def forward(self, x):
        features = self.features(self.body(x).flatten(1))
        return features, self.thing(F.relu(features)), self.colour(F.relu(features))


def varied(x):
    """Mirrored, moved by up to 6 pixels, softened or noisy: drawn pictures are softer than real ones."""
    if torch.rand(()) < 0.5:
        x = x.flip(3)
    dx, dy = (int(v) for v in torch.randint(0, 13, (2,)))
    x = F.pad(x, (6, 6, 6, 6), value=1.0)[:, :, dy : dy + 64, dx : dx + 64]
    if torch.rand(()) < 0.5:
        x = F.interpolate(F.avg_pool2d(x, 2), scale_factor=2, mode="bilinear", align_corners=False)
    return x + 0.05 * torch.rand(()) * torch.randn_like(x)


def learn(x, thing, colour, things, colours):
    torch.manual_seed(1)
    judge = Judge(things, colours)
    optimizer = torch.optim.AdamW(judge.parameters(), 2e-3, weight_decay=1e-2)
    steps = EPOCHS * (len(x) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    for _ in range(steps):
        at = torch.randint(0, len(x), (BATCH,))
        _, a, b = judge(varied(x[at]))
        loss = F.cross_entropy(a, thing[at]) + F.cross_entropy(b, colour[at], ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return judge.eval()


@torch.no_grad()
def look(judge, x):
    plain, mirrored = judge(x), judge(x.flip(3))
    features = torch.cat((plain[0], mirrored[0])).double().numpy()
    thing, colour = (plain[i] + mirrored[i] for i in (1, 2))
    return features, thing.argmax(1), colour.argmax(1)


def root(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T


def frechet(a, b):
    mean, own, other = a.mean(0) - b.mean(0), np.cov(a.T), np.cov(b.T)
    half = root(own)
    return mean @ mean + np.trace(own + other - 2 * root(half @ other @ half))


def psnr(a, b):
    """Of pictures from -1 to 1, in decibels; the mean over the pictures."""
    return (10 * torch.log10(4 / (a - b).square().mean((1, 2, 3)))).mean()


def prompt(path):
    return Image.open(path).text["parameters"].split("\n")[0]


def main():
    data = pathlib.Path(sys.argv[1])
    train, held = rows(data / "train"), rows(data / "held-out")
    if len(sys.argv) == 2:
        print("\n".join(caption(row) for row in held))
        return
    things = {noun: i for i, noun in enumerate(sorted({row["noun"] for row in train}))}
    colours = {c: i for i, c in enumerate(sorted({row["colour"] for row in train} - {""}))}
    x = pixels(data / "train" / row["file_name"] for row in train)
    thing = torch.tensor([things[row["noun"]] for row in train])
    colour = torch.tensor([colours.get(row["colour"], -1) for row in train])
    judge = learn(x, thing, colour, len(things), len(colours))
    real = pixels(data / "held-out" / row["file_name"] for row in held)
    wanted = {caption(row): (things[row["noun"]], colours[row["colour"]]) for row in held}
    real_features, _, _ = look(judge, real)
    print("| pictures | number | thing | colour | both | Frechet distance | to the first |")
    print("|---|---|---|---|---|---|---|")

    def tell(name, pictures, captions, near=""):
        features, t, c = look(judge, pictures)
        right = torch.tensor([wanted[text] for text in captions])
        a, b = (t == right[:, 0]), (c == right[:, 1])
        shares = [f"{100 * v.float().mean():.0f} %" for v in (a, b, a & b)]
        distance = frechet(features, real_features)
        print(f"| {name} | {len(pictures)} | {' | '.join(shares)} | {distance:.1f} | {near} |", flush=True)

    tell("real", real, [caption(row) for row in held])
    first = None
    for folder in map(pathlib.Path, sys.argv[2:]):
        files = sorted(folder.glob("*.png"))
        own = pixels(files)
        near = "" if first is None else f"{psnr(first, own):.1f} dB"
        first = own if first is None else first
        tell(folder.name, own, [prompt(file) for file in files], near)


main()
