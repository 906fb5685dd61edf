#!/usr/bin/env bash
# Kills a training with SIGKILL at random moments, resumes it each time, and compares its losses and
# weights with those of a run that was never killed, to the last digit.
#
#   src/reference/kills.sh [KILLS] [STEPS]     50 kills of a run of 400 steps if not said
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
source src/reference/engine.sh
export OMP_NUM_THREADS=1
HEAP=1g
kills=${1:-50}
steps=${2:-400}
mkdir "$scratch/pictures"
for colour in red green blue; do
  cp src/site/resources/images/embedded.png "$scratch/pictures/$colour.png"
  printf 'a %s square' "$colour" > "$scratch/pictures/$colour.txt"
done

train() {
  engine studio.bonsai.engine.runs.RunProcess "$1" "$scratch/pictures" "$steps" > "$scratch/out" 2>&1
}

i=0
while [ "$i" -lt "$kills" ]; do
  train "$scratch/killed" & job=$!
  # 2 to 9 seconds: from the opening of the model to some steps and checkpoints.
  sleep "$(awk -v s="$(od -An -N2 -tu2 /dev/urandom)" 'BEGIN { print 2 + s / 65536 * 7 }')"
  pkill -KILL -P "$job" 2>/dev/null || true
  wait "$job" 2>/dev/null || true
  i=$((i + 1))
  [ -d "$scratch/killed/model" ] && break
  printf '\rkill %d, step %s ' "$i" "$(tail -n 1 "$scratch/killed/losses.csv" 2>/dev/null | cut -d, -f1)"
done
[ -d "$scratch/killed/model" ] || train "$scratch/killed"
train "$scratch/unbroken"
cmp "$scratch/killed/losses.csv" "$scratch/unbroken/losses.csv"
cmp "$scratch/killed/model/unet/diffusion_pytorch_model.safetensors" \
  "$scratch/unbroken/model/unet/diffusion_pytorch_model.safetensors"
echo; echo "$i kills: the same losses and weights as unbroken."
