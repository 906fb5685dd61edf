#!/usr/bin/env bash
# Takes three steps of distilling Stable Diffusion v1.4 (random weights) into BK-SDM Tiny at 64x64
# latents, batch 1, with PyTorch and with the engine, and prints a row of the table in
# src/site/markdown/training.md.
#
#   src/reference/full_step.sh TEACHER     a folder that full_size.py made of sd-v1.4
#
# PYTHON names a Python with requirements.txt installed. Fails where losses are not the same.
set -euo pipefail
teacher=$(realpath "$1")
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d "${SCRATCH:-${TMPDIR:-/tmp}}/full-step.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
source src/reference/engine.sh
"${PYTHON:-python3}" src/reference/full_step.py "$teacher" "$scratch/reference.safetensors" >&2
engine studio.bonsai.engine.distill.FullStepProof "$teacher" "$scratch/reference.safetensors"
