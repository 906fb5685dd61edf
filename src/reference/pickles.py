"""PyTorch's own files, small: both container formats, every dtype, views, sharing, and malice."""

import collections
import io
import os
import pickle
import zipfile

import numpy
import torch

from fixtures import ROOT, save

FOLDER = ROOT / "weights"
DTYPES = {
    "f64": torch.float64,
    "f32": torch.float32,
    "f16": torch.float16,
    "bf16": torch.bfloat16,
    "i64": torch.int64,
    "i32": torch.int32,
    "i16": torch.int16,
    "i8": torch.int8,
    "u8": torch.uint8,
}


class Attack:
    """A pickle that runs a command when Python opens it."""

    def __reduce__(self):
        return os.system, ("true",)


def tensors():
    torch.manual_seed(7)
    base = torch.randint(0, 100, (4, 6)).float()
    made = {name: base.to(dtype) for name, dtype in DTYPES.items()}
    made["bool"] = base > 50
    made["scalar"] = torch.tensor(3.25)
    made["empty"] = torch.zeros(0, 3)
    made["transposed"] = base.t()
    made["slice"] = base[1:3, 2:5]
    made["half_slice"] = base.bfloat16()[:, ::2]
    made["tail_of_same_storage"] = base[2:]
    image = torch.arange(2 * 3 * 4 * 5).float().reshape(2, 3, 4, 5)
    made["channels_last"] = image.contiguous(memory_format=torch.channels_last)
    made["parameter"] = torch.nn.Parameter(base + 0.5)
    return made


def state():
    weights = collections.OrderedDict(tensors())
    weights._metadata = {"": {"version": 1}}
    return {
        "epoch": 3,
        "global_step": 2**40,
        "lr": 1e-4,
        "best": numpy.float64(0.5),
        "device": torch.device("cpu"),
        "dtype": torch.float16,
        "shape": torch.Size([1, 2]),
        # Lightning keys its callbacks by class.
        "callbacks": {collections.abc.Mapping: {"seen": {1, 2}}},
        "optimizer_states": [{"state": {0: {"exp_avg": torch.ones(3)}}, "none": None}],
        "state_dict": weights,
    }


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.save(state(), FOLDER / "zip.ckpt")
    torch.save(state(), FOLDER / "legacy.ckpt", _use_new_zipfile_serialization=False)
    torch.save(tensors(), FOLDER / "plain.bin", pickle_protocol=4)
    for name, zipped in (("attack_zip.ckpt", True), ("attack_legacy.ckpt", False)):
        torch.save(
            {"state_dict": {"a": torch.ones(2)}, "x": Attack()},
            FOLDER / name,
            _use_new_zipfile_serialization=zipped,
        )
    compressed()
    expected = {}
    for name, tensor in tensors().items():
        wide = tensor.int() if tensor.dtype == torch.int16 else tensor
        expected[name] = wide.float() if tensor.dtype == torch.bfloat16 else wide
    save("weights/pickled", expected)


def compressed():
    """A storage that unpacks to a thousand times its length."""
    buffer = io.BytesIO()
    torch.save({"a": torch.zeros(100_000)}, buffer)
    with zipfile.ZipFile(buffer) as source:
        with zipfile.ZipFile(FOLDER / "bomb.ckpt", "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, source.read(name))


if __name__ == "__main__":
    main()
