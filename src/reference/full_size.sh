#!/usr/bin/env bash
# Draws five steps at 512x512 with diffusers and with the engine on a model of full size with random
# weights, and prints one row of the table in src/site/markdown/full-size-proof.md.
#
#   src/reference/full_size.sh NAME...    of sd-v1.4 sd-v2.1 bk-base bk-small bk-tiny; all if none
#
# PYTHON names a Python with requirements.txt installed; SCRATCH a folder with 5 GB free. Fails in
# the end where a picture or a latent is not the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
scratch=$(mktemp -d "${SCRATCH:-${TMPDIR:-/tmp}}/full-size.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
source src/reference/engine.sh

proof=studio.bonsai.engine.generate.FullSizeProof
failed=0
[ $# -gt 0 ] || set -- sd-v1.4 sd-v2.1 bk-base bk-small bk-tiny
for name; do
  "$python" src/reference/full_size.py make "$name" "$scratch/model" >&2
  "$python" src/reference/full_size.py run "$scratch/model" "$scratch/run.safetensors" >&2
  engine $proof "$scratch/model" "$scratch/run.safetensors" "$name" || failed=1
  rm -rf "$scratch/model" "$scratch/run.safetensors"
done
exit $failed
