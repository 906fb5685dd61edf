"""The ids that transformers' CLIPTokenizerFast gives to 500 prompts, under both padding rules.

Writes reference/text/tokenizer.json: for each prompt the ids as Stable Diffusion v1 and v2 have
them, cut to 77, without the padding behind the end token. The vocabulary is rebuilt here from the
merges, independently of the engine. Also tells where the slow CLIPTokenizer differs.
"""

import json
import pathlib
import random
import tempfile

from transformers import CLIPTokenizer, CLIPTokenizerFast

from fixtures import ROOT

RESOURCES = ROOT.parents[3] / "src/main/resources/studio/bonsai/engine/text/clip"

WORDS = """photo painting cat dog castle mountain river astronaut horse portrait highly detailed
trending artstation unreal engine octane render cinematic lighting bokeh 35mm f/1.8 watercolour
ukiyo-e cyberpunk neon Tokyo rain reflections masterpiece best quality ultra-detailed 8k uhd dslr
soft volumetric fog sunset golden hour by greg rutkowski alphonse mucha red blue green apple banana
strawberry penguin elephant house evergreen tree tulip star balloon ghost sks11df xkcd zwx""".split()

SPECIAL = [
    "", " ", "   \t  ", "\n", "\r\n\r\n", "!", "!!", "!!!", "cat!", "a ! b", "no!way", "?!?!",
    "a photo of a cat", "A PHOTO OF A CAT", "a  photo\tof\na   cat ", "a-photo-of_a.cat",
    # contractions
    "it's", "IT'S", "don't can't won't", "they're we've I'm you'll he'd", "the cats' toys",
    "rock 'n' roll", "'tis the season", "don’t", "''s", "'s 't 're", "o'clock", "y'all'd've",
    # digits
    "1", "12", "2024", "3.14159", "1,000,000", "1girl", "8k uhd", "x2y3z", "½ cup", "x² + y³",
    "Ⅷ", "١٢٣", "१२३", "１２３", "①②③", "50%", "$9.99", "#1", "10:30", "1e-5", "(word:1.3)",
    # accents and normal forms
    "café", "cafe\u0301", "naïve façade", "Über Straße", "ÅNGSTRÖM", "A\u030angstro\u0308m",
    "crème brûlée", "Dvořák", "Łódź", "Ñandú", "İstanbul", "ıssız", "ǅ", "ẞ", "ﬁancé", "ﬃ",
    "e\u0301\u0302\u0303", "\u0301", "ộ", "o\u0323\u0302", "o\u0302\u0323", "Å", "Ω", "K",
    # emoji
    "😀", "😀😃😄", "a 🐱 and a 🐶", "👨‍👩‍👧‍👦", "👍🏽", "🇫🇷🇩🇪", "❤️", "❤", "☀︎", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "✨masterpiece✨",
    # scripts
    "北京的猫", "日本語のテキスト", "ひらがな カタカナ", "한국어 프롬프트", "하", "Кошка на окне", "γάτα", "Σας ΟΔΟΣ",
    "قطة جميلة", "חתול", "แมวน่ารัก", "बिल्ली", "தமிழ்", "ქართული", "አማርኛ", "𝒻𝒶𝓃𝒸𝓎", "𠮷野家", "cat猫dog犬",
    # controls, invisible and other spaces
    "a\u0000b", "\u0000", "a\u0001\u0002b", "a\u001bb", "a\u007fb", "a\u0085b", "a\u200bb", "a\u200db",
    "a\u00adb", "\ufeffcat", "a\ufffdb", "a\u00a0b", "a\u2003b", "a\u3000b", "a\u2028b", "a\u202eb",
    "\ue000", "\uffff", "\U0010ffff", "a\u000bb\u000cc\u001cd",
    # special tokens in the text
    "<|startoftext|>", "<|endoftext|>", "a<|endoftext|>b", "<|STARTOFTEXT|> x", "<|endoftext|", "</w>",
    "cat</w>", "<|EndOfText|>!", "<|endoftext|><|endoftext|>",
    # markup and symbols
    "(((masterpiece)))", "[a|b]", "{x}", "a\\b", "\\(escaped\\)", "a_b", "snake_case_name", "--ar 16:9",
    "https://example.org/a?b=c&d=%20", "me@example.org", "C++ & C#", "α→β ≤ γ", "“quoted”", "«guillemets»",
    "...", "…", "—–-", "a/b/c", "~`^|", "&amp; &lt;b&gt;", "<lora:name:0.8>", "©®™", "€£¥", "\"", "'", "x'",
    # over-long
    "cat " * 74, "cat " * 75, "cat " * 76, "cat " * 400, "cat" * 200, "supercalifragilistic " * 30,
    "!" * 300, "😀" * 120, "ŝ" * 200, "9" * 100, "a " * 74 + "😀", "word, " * 60,
]


def random_prompt(rng):
    """A prompt of known words, or of characters from everywhere, or of both."""
    def character():
        low, high = rng.choice(
            [(32, 127), (32, 127), (160, 592), (880, 1280), (0x4E00, 0x9FFF), (0x1F300, 0x1F650),
             (0, 0x300), (0x300, 0x370), (0xAC00, 0xD7A4), (0x2000, 0x2C00), (0x0590, 0x0E00)])
        return chr(rng.randrange(low, high))

    words = []
    for _ in range(rng.choice([2, 5, 9, 17, 40, 110])):
        word = rng.choice(WORDS)
        if rng.random() < 0.15:
            word = "".join(character() for _ in range(rng.randrange(1, 6)))
        if rng.random() < 0.1:
            word = word.upper()
        words.append(word)
    return rng.choice([" ", " ", ", ", " and "]).join(words)


def prompts():
    rng = random.Random(2)
    chosen = list(dict.fromkeys(SPECIAL))
    while len(chosen) < 500:
        chosen.append(random_prompt(rng))
    return chosen


def letters():
    """GPT-2's letters for bytes."""
    seen = [*range(33, 127), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [b for b in range(256) if b not in seen]
    return [chr(b) for b in seen] + [chr(256 + i) for i in range(len(rest))]


def folder(parent, name, pad):
    """A tokenizer folder as the public Stable Diffusion repositories have it."""
    target = pathlib.Path(parent) / name
    target.mkdir()
    text = (RESOURCES / "merges.txt").read_text(encoding="utf-8")
    merges = text.split("\n")[1:-1]
    tokens = letters() + [c + "</w>" for c in letters()] + [m.replace(" ", "") for m in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    (target / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
    (target / "merges.txt").write_text(text, encoding="utf-8")
    special = {"bos_token": tokens[-2], "eos_token": tokens[-1], "unk_token": tokens[-1]}
    config = {"model_max_length": 77, "pad_token": tokens[-1], "do_lower_case": True, **special}
    (target / "tokenizer_config.json").write_text(json.dumps(config))
    (target / "special_tokens_map.json").write_text(json.dumps({**special, "pad_token": pad}))
    return str(target)


def ids(tokenizer, prompt):
    return tokenizer(prompt, truncation=True, max_length=77).input_ids


def main():
    with tempfile.TemporaryDirectory() as parent:
        v1 = folder(parent, "v1", "<|endoftext|>")
        v2 = folder(parent, "v2", "!")
        fast = [CLIPTokenizerFast.from_pretrained(v) for v in (v1, v2)]
        slow = CLIPTokenizer.from_pretrained(v1)
    rows = []
    differing = []
    for prompt in prompts():
        row = {"prompt": prompt, "v1": ids(fast[0], prompt), "v2": ids(fast[1], prompt)}
        rows.append(json.dumps(row))
        if ids(slow, prompt) != row["v1"]:
            differing.append(prompt)
    target = ROOT / "text/tokenizer.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("[\n" + ",\n".join(rows) + "\n]\n")
    print(target.relative_to(ROOT), len(rows), "prompts,", target.stat().st_size // 1024, "KiB")
    print("padding", [f.pad_token_id for f in fast])
    print("the slow tokenizer differs on", len(differing), [p[:40] for p in differing[:60]])


if __name__ == "__main__":
    main()
