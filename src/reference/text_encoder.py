"""Tiny random CLIPTextModels of both activations: hidden states as transformers computes them.

Writes reference/text/encoder-{quick_gelu,gelu}.safetensors. Weights are drawn wider than
transformers does, so that attention and activations leave their linear range.
"""

import torch
from transformers import CLIPTextConfig, CLIPTextModel

from fixtures import save


def tiny(act, seed):
    torch.manual_seed(seed)
    config = CLIPTextConfig(
        vocab_size=64, hidden_size=24, intermediate_size=40, num_hidden_layers=3,
        num_attention_heads=3, max_position_embeddings=11, hidden_act=act,
        bos_token_id=62, eos_token_id=63, pad_token_id=0, projection_dim=24)
    config.architectures = ["CLIPTextModel"]
    model = CLIPTextModel(config).eval()
    with torch.no_grad():
        for name, p in model.named_parameters():
            norm = "layer_norm" in name and name.endswith("weight")
            p.copy_(torch.randn_like(p) * (0.3 if p.dim() == 2 else 0.1) + (1 if norm else 0))
    return model


@torch.no_grad()
def hidden(model, ids, clip_skip):
    """The way diffusers' StableDiffusionPipeline.encode_prompt does it; its None is 1 here."""
    if clip_skip == 1:
        return model(ids)[0]
    states = model(ids, output_hidden_states=True).hidden_states
    return model.text_model.final_layer_norm(states[-clip_skip])


def parameters(model):
    return {k: v for k, v in model.state_dict().items() if not k.endswith("position_ids")}


def main():
    for act, seed in (("quick_gelu", 11), ("gelu", 12)):
        model = tiny(act, seed)
        ids = torch.randint(1, 62, (2, 11))
        ids[:, 0] = 62
        ids[0, -1] = 63
        ids[1, 5:] = 63
        short = ids[:, :6].contiguous()
        tensors = {"ids": ids, "short.ids": short, "short": hidden(model, short, 1)}
        for skip in (1, 2, 3):
            tensors[f"skip{skip}"] = hidden(model, ids, skip)
        x = ids[:1]
        model(x)[0].square().mean().backward()
        tensors["grad"] = model.text_model.encoder.layers[1].self_attn.q_proj.weight.grad
        save(f"text/encoder-{act}", tensors, parameters(model), model.config.to_dict())


if __name__ == "__main__":
    main()
