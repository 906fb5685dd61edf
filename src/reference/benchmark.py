"""Runs `bonsai benchmark` and diffusers in turn on models of full size and prints the ratios.

    python benchmark.py FOLDER MODEL... [--repeats N] [--memory MODE] [--rounds N]

MODEL is one of full_size.py's names; FOLDER keeps the models that full_size.py writes there. Each
stage is a process of its own, so that its peak memory is its own; the two programs take turns, and
the best of all rounds counts for either.
"""

import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
STAGES = ["product", "open", "text", "step", "decode", "picture"]


def lines(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return {found["name"]: found for found in map(json.loads, done.stdout.splitlines())}


def best(rounds, stage):
    seconds = min(r[stage]["best"] for r in rounds)
    first = min(r[stage]["first"] for r in rounds)
    return seconds, first, min(r["peak memory"]["bytes"] for r in rounds) / 2**30, max(r[stage]["gigaflops"] for r in rounds)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("model", nargs="+")
    options.add_argument("--stage", action="append", choices=STAGES)
    options.add_argument("--repeats", default="2")
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--memory", default="fast")
    given = options.parse_args()
    print("| model | stage | Bonsai, s | diffusers, s | ratio | GFLOP/s | first, s | diffusers' first, s | peak, GiB | diffusers' peak, GiB | ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for model in given.model:
        folder = given.folder / model
        if not folder.exists():
            subprocess.run([sys.executable, HERE / "full_size.py", "make", model, folder], check=True, stdout=sys.stderr)
        for stage in given.stage or STAGES:
            common = [str(folder), "--stage", stage, "--repeats", given.repeats]
            ours, theirs = [], []
            for _ in range(given.rounds):
                ours.append(lines([str(HERE.parents[1] / "bonsai"), "benchmark", "--json", "--memory", given.memory, *common]))
                theirs.append(lines([sys.executable, str(HERE / "bench_diffusers.py"), *common]))
            (a, first, peak, speed), (b, their_first, their_peak, _) = best(ours, stage), best(theirs, stage)
            print(f"| {model} | {stage} | {a:.2f} | {b:.2f} | {a / b:.2f} | {speed:.0f} | {first:.2f} | {their_first:.2f} "
                  f"| {peak:.2f} | {their_peak:.2f} | {peak / their_peak:.2f} |", flush=True)


if __name__ == "__main__":
    main()
