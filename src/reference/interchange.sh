#!/usr/bin/env bash
# Model folders from diffusers to the engine and back: what one writes the other loads, and both draw
# the same pictures. Prints the tables of src/site/markdown/full-size-proof.md.
#
#   src/reference/interchange.sh
#
# PYTHON names a Python with requirements.txt installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
source src/reference/engine.sh
# The networks are tiny: threads would only wait for each other.
export OMP_NUM_THREADS=1

embedded=assets/models/bonsai-emoji
drawn=$scratch/drawn.safetensors
reference() { "$python" src/reference/interchange.py "$@" 2> "$scratch/log" || { cat "$scratch/log" >&2; false; }; }
bonsai() { engine studio.bonsai.engine.cli.Main "$@" > "$scratch/log"; }
compare() { engine studio.bonsai.engine.InterchangeProof "$@"; }

echo "Drawn by both:"
reference draw "$embedded" "$drawn"
compare "$embedded" "$drawn" "bonsai-emoji"
reference resave "$embedded" "$scratch/saved"
for way in shards pickles variant; do
  compare "$scratch/saved/$way" "$drawn" "bonsai-emoji saved by diffusers as $way"
done

echo "Written by Bonsai, loaded by diffusers:"
for precision in float32 float16; do
  bonsai convert --precision $precision "$embedded" "$scratch/bonsai-emoji-$precision"
  reference same "$embedded" "$scratch/bonsai-emoji-$precision"
done

echo "Single files:"
for name in sd1 sd2 base1 small1 tiny1 base2 small2 tiny2; do
  reference make $name "$scratch/ldm"
  bonsai convert "$scratch/ldm/$name.safetensors" "$scratch/converted/$name"
  reference same "$scratch/ldm/$name" "$scratch/converted/$name"
  reference draw "$scratch/ldm/$name" "$drawn"
  compare "$scratch/converted/$name" "$drawn" $name
  compare "$scratch/ldm/$name.safetensors" "$drawn" "$name.safetensors"
done
