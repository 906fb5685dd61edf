"""Weighted and long prompts: how they are parsed, and what a tiny model makes of them.

Writes reference/text/prompts.json (each prompt's sections of [text, weight]), a small tokenizer
folder reference/text/tokenizer, and reference/text/conditioning.safetensors: a random CLIPTextModel
and the embeddings of prompts, by AUTOMATIC1111's rule "Original". All of it is written from the
rules' description, in another way than the engine's.
"""

import json
import re
from collections import Counter

import torch
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizerFast

from fixtures import ROOT, save
from text_encoder import hidden, parameters
from tokenizer import letters

PROMPTS = [
    # The web UI's documented examples.
    "normal text", "an (important) word", "(unbalanced", "\\(literal\\]", "(unnecessary)(parens)",
    "a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
    # One sign each.
    "", " ", "(a)", "((a))", "(((a)))", "[a]", "[[a]]", "(a:1.3)", "(a:0)", "(a:-1)", "(a:+2)", "(a:.5)",
    "(a:2.)", "(a : 1.5 )", "(a:\t1.5\n)", "([a])", "[(a)]", "[(a:2)]", "(a [b] c)", "((a:2) b:3)",
    # Signs without a partner.
    "a)", "a]", ")", "]", "((a)", "[a", "[[a] b", "([a)]", "[(a])", "a) (b", "(", "[", "()", "[]", "(())",
    "(a b] c)", "[a (b c] d)", "(:1.3)", "(a:1.3", "a:1.3)", ":1.3)", "a: 1.3) b", "[a:1.3]", "[a:1.3)",
    # Colons.
    "a:b", "::", "(a:b)", "(a:b:1.2)", "(a:)", "(a: )", "(a:1.3b)", "time 10:30", "(10:30)", "(a:1e3)",
    "(a:--1)", "(a:1,3)", "<lora:x:0.8>", "(<lora:x:0.8>)",
    # Escapes.
    "\\(a\\)", "\\[a\\]", "(a \\(b\\) c)", "\\\\", "\\\\(a)", "\\a", "a\\", "(a\\)", "(a\\:1.2)", "\\(a:1.2)",
    "\\((a)\\)", "cat \\(animal\\), (dog \\(pet\\):1.2)",
    # BREAK.
    "a BREAK b", "BREAK", "BREAK a", "a BREAK", "a BREAK BREAK b", "a\nBREAK\nb", "aBREAK", "BREAKb",
    "a_BREAK", "a,BREAK,b", "break", "Break", "a BREAK b BREAK c BREAK", "(a) BREAK (b:1.2)",
    "BREAKBREAK", "éBREAK", "1BREAK",
    # Longer ones.
    "masterpiece, (best quality:1.2), [lowres], ((sharp focus)), (soft light:0.8)",
    "(a (b (c (d:1.1):1.2):1.3):1.4)", "((((((((((a))))))))))", "[[[[[[[[[[a]]]]]]]]]]",
    "(red:1.1)(green:1.1)(blue:1.2)", "(a)b(c)", "x (y) z [w]", "北京 (的猫:1.2) 🐱 ((é))", "(a\n\nb:1.2)\t c",
]

PAIRS = [
    ("a red apple", "", 1),
    ("", "", 1),
    ("a (red:1.4) apple", "[blurry] ((ugly))", 1),
    ("a (red:1.4) apple", "[blurry] ((ugly))", 2),
    ("a red apple on a green house under the sun and a blue star over a balloon", "ugly", 1),
    ("apple", "an (ugly:0.2) house, (((a red))) balloon, a [blue] star, sun, sun, sun, sun, sun", 1),
    ("a red apple BREAK a (blue:0.7) star BREAK", "BREAK ugly BREAK BREAK", 1),
    ("(a red apple:-0.5) house", "(sun:0) star", 1),
    ("sun " * 150, "a" * 90, 1),
]

CORPUS = """a red apple on a green house under the sun and a blue star over a balloon ugly blurry an apple
the house the star the sun a red balloon a blue apple red green blue ugly house"""


def operations(prompt):
    """The prompt as ("text", s), ("open", sign), ("close", sign, factor), ("break",)."""
    i = 0
    depth = 0
    squares = 0
    while i < len(prompt):
        c = prompt[i]
        weight = re.match(r":\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*\)", prompt[i:])
        if c == "\\":
            if prompt[i + 1:i + 2] in tuple("()[]\\"):
                yield "text", prompt[i + 1]
                i += 1
            i += 1
        elif weight:
            if depth:
                yield "close", "(", float(weight[1])
                depth -= 1
            else:
                yield "text", weight[0]
            i += len(weight[0])
        elif c in "([":
            yield "open", c
            depth += c == "("
            squares += c == "["
            i += 1
        elif c == ")" and depth:
            yield "close", "(", 1.1
            depth -= 1
            i += 1
        elif c == "]" and squares:
            yield "close", "[", 1 / 1.1
            squares -= 1
            i += 1
        elif c in ")]:":
            yield "text", c
            i += 1
        else:
            run = re.match(r"[^\\()\[\]:]+", prompt[i:])[0]
            pieces = re.split(r"\s*\bBREAK\b\s*", run)
            for n, piece in enumerate(pieces):
                if n:
                    yield ("break",)
                yield "text", piece
            i += len(run)


def sections(prompt):
    """Every literal's weight is the product of the brackets around it."""
    ops = list(operations(prompt))
    factor = {}
    closed = []
    for sign in "([":
        stack = []
        for n, op in enumerate(ops):
            if op[:2] == ("open", sign):
                stack.append(n)
            elif op[:2] == ("close", sign):
                closed.append((n, stack.pop(), op[2]))
        closed += [(len(ops) + (sign == "["), start, 1.1 if sign == "(" else 1 / 1.1) for start in stack]
    result = [[]]
    for n, op in enumerate(ops):
        if op[0] == "break":
            result.append([])
        if op[0] != "text" or not op[1]:
            continue
        weight = 1.0
        for end, start, by in sorted(closed, key=lambda c: c[0]):
            if start < n < end:
                weight *= by
        if result[-1] and result[-1][-1][1] == weight:
            result[-1][-1][0] += op[1]
        else:
            result[-1].append([op[1], weight])
    return result


def train_merges(text, count):
    """Byte pair encoding of a few words."""
    words = Counter(tuple(w[:-1]) + (w[-1] + "</w>",) for w in text.split())
    merges = []
    for _ in range(count):
        pairs = Counter()
        for word, n in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += n
        best = max(sorted(pairs), key=pairs.get)
        merges.append(best)
        joined = Counter()
        for word, n in words.items():
            parts = list(word)
            i = 0
            while i + 1 < len(parts):
                if (parts[i], parts[i + 1]) == best:
                    parts[i:i + 2] = ["".join(best)]
                i += 1
            joined[tuple(parts)] += n
        words = joined
    return merges


def small_tokenizer():
    folder = ROOT / "text/tokenizer"
    folder.mkdir(parents=True, exist_ok=True)
    merges = train_merges(CORPUS, 36)
    tokens = letters() + [c + "</w>" for c in letters()] + ["".join(m) for m in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    end = tokens[-1]
    special = {"bos_token": tokens[-2], "eos_token": end, "unk_token": end, "pad_token": end}
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
    lines = ["#version: 0.2", *(" ".join(m) for m in merges), ""]
    (folder / "merges.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 10, **special}))
    (folder / "special_tokens_map.json").write_text(json.dumps(special))
    return CLIPTokenizerFast.from_pretrained(folder)


def chunks(tokenizer, prompt):
    """Rows of (ids, weights), as long as the model's positions."""
    length = tokenizer.model_max_length
    rows = []
    parts = sections(prompt)
    for n, section in enumerate(parts):
        pairs = [(i, weight) for text, weight in section
                 for i in tokenizer(text, add_special_tokens=False).input_ids]
        if not pairs and n and n == len(parts) - 1:
            continue
        for begin in range(0, max(len(pairs), 1), length - 2):
            piece = pairs[begin:begin + length - 2]
            ids = [tokenizer.bos_token_id, *(i for i, _ in piece), tokenizer.eos_token_id]
            weights = [1.0, *(w for _, w in piece), 1.0]
            fill = length - len(ids)
            rows.append((ids + [tokenizer.pad_token_id] * fill, weights + [1.0] * fill))
    return rows


@torch.no_grad()
def encode(model, rows, clip_skip):
    encoded = []
    for ids, weights in rows:
        z = hidden(model, torch.tensor([ids]), clip_skip)
        mean = z.mean()
        z = z * torch.tensor(weights).view(1, -1, 1)
        encoded.append(z * (mean / z.mean()))
    return torch.cat(encoded, 1)


def model_for(tokenizer):
    torch.manual_seed(21)
    config = CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=24, num_hidden_layers=2,
        num_attention_heads=2, max_position_embeddings=10, hidden_act="quick_gelu",
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id, projection_dim=16)
    config.architectures = ["CLIPTextModel"]
    model = CLIPTextModel(config).eval()
    with torch.no_grad():
        for name, p in model.named_parameters():
            scale = "layer_norm" in name and name.endswith("weight")
            p.copy_(torch.randn_like(p) * 0.3 + (1 if scale else 0))
        # Restoring a mean near zero would only compare rounding errors.
        model.text_model.final_layer_norm.bias.add_(0.5)
    return model


def main():
    target = ROOT / "text/prompts.json"
    rows = [json.dumps({"prompt": p, "sections": sections(p)}) for p in PROMPTS]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("[\n" + ",\n".join(rows) + "\n]\n")
    tokenizer = small_tokenizer()
    model = model_for(tokenizer)
    tensors = {}
    empty = chunks(tokenizer, "")
    for n, (positive, negative, skip) in enumerate(PAIRS):
        both = [chunks(tokenizer, positive), chunks(tokenizer, negative)]
        count = max(map(len, both))
        for name, chosen in zip(("positive", "negative"), both):
            filled = chosen + empty * (count - len(chosen))
            tensors[f"{n}.{name}"] = encode(model, filled, skip)
    pairs = [{"positive": p, "negative": n, "clipSkip": s} for p, n, s in PAIRS]
    config = {"model": model.config.to_dict(), "pairs": pairs}
    save("text/conditioning", tensors, parameters(model), config)


if __name__ == "__main__":
    main()
