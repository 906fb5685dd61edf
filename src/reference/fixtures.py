"""Writes one reference fixture: the tensors that an independent implementation produced.

Every generator in this folder calls `save`; the tests read the files through ReferenceTensors.
"""

import json
import pathlib

import torch
from safetensors.torch import save_file

ROOT = pathlib.Path(__file__).parents[2] / "engine/src/test/resources/reference"


def save(name, tensors, weights=None, config=None):
    """Weights (a state dict) go under "w.", config into the metadata as JSON."""
    everything = dict(tensors)
    for key, value in (weights or {}).items():
        everything["w." + key] = value
    everything = {k: v.detach().contiguous().clone() for k, v in everything.items()}
    target = ROOT / (name + ".safetensors")
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(everything, target, {"config": json.dumps(config or {})})
    print(target.relative_to(ROOT), f"{target.stat().st_size / 1024:.0f} KiB")
