"""The paper's copying of a teacher's weights, stated anew from kd_train_text_to_image.py (L78-123).

Each student's state dict is loaded from the random teacher of unet.py; what the tests compare is a
whole student, tensor for tensor, made by the table below and accepted by diffusers' own network.
"""

import torch
from safetensors.torch import load_file

from fixtures import ROOT, save
from unet import BLOCKS, V1, V2, model

RENAMED = {  # student prefix: teacher prefix; every other name is its own origin
    "base": [(f"up_blocks.{i}.resnets.1", f"up_blocks.{i}.resnets.2") for i in range(4)]
    + [(f"up_blocks.{i}.attentions.1", f"up_blocks.{i}.attentions.2") for i in range(1, 4)],
    "tiny": [
        (f"up_blocks.{i}.{kind}.{own}", f"up_blocks.{i + 1}.{kind}.{teachers}")
        for i in range(3)
        for kind in ("resnets", "attentions")
        for own, teachers in ((0, 0), (1, 2))
    ]
    + [(f"up_blocks.{i}.upsamplers", f"up_blocks.{i + 1}.upsamplers") for i in range(2)],
}
RENAMED["small"] = RENAMED["base"]


def copied(teacher, student, variant):
    state = {}
    for name in student.state_dict():
        origin = name
        for own, teachers in RENAMED[variant]:
            if name.startswith(own + "."):
                origin = teachers + name[len(own):]
        state[name] = teacher[origin]
    student.load_state_dict(state, strict=True)
    return state


if __name__ == "__main__":
    for family, settings in (("v1", V1), ("v2", V2)):
        more = dict(upcast_attention=True) if family == "v2" else {}
        stored = load_file(ROOT / f"unet/{family}-sd.safetensors")
        weights = {k[2:]: v for k, v in stored.items() if k.startswith("w.")}
        for variant in ("base", "small", "tiny"):
            student = model(BLOCKS[variant], settings, **more)
            state = copied(weights, student, variant)
            # The teacher is the fixture unet/FAMILY-sd; sums of the numbers stand for the tensors,
            # which are told apart by a permutation-sensitive one.
            sums = {}
            for name, tensor in state.items():
                flat = tensor.double().flatten()
                sums[name] = torch.stack([flat.sum(), (flat * torch.arange(1, len(flat) + 1)).sum()])
            save(f"compress/{family}-{variant}", sums, config=dict(student.config))
