#!/usr/bin/env bash
# Draws five steps at 512x512 with diffusers and with the engine on a model of full size with random
# weights, and prints one row of the table in src/site/markdown/full-size-proof.md.
#
#   src/reference/full_size.sh NAME...    of sd-v1.4 sd-v2.1 bk-base bk-small bk-tiny; all if none
#
# LAYOUT is the form of the weights: AS_STORED, COMPACT, BALANCED (if none is given) or FAST. PYTHON
# names a Python with requirements.txt installed; SCRATCH a folder with 5 GB free; REFERENCES
# a folder that keeps what diffusers drew, so that the next run need not draw it again. Fails in the
# end where a picture or a latent is not the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
scratch=$(mktemp -d "${SCRATCH:-${TMPDIR:-/tmp}}/full-size.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
references=${REFERENCES:-$scratch}
mkdir -p "$references"
source src/reference/engine.sh

proof=studio.bonsai.engine.generate.FullSizeProof
failed=0
[ $# -gt 0 ] || set -- sd-v1.4 sd-v2.1 bk-base bk-small bk-tiny
for name; do
  reference=$references/$name.safetensors
  "$python" src/reference/full_size.py make "$name" "$scratch/model" >&2
  [ -f "$reference" ] || "$python" src/reference/full_size.py run "$scratch/model" "$reference" >&2
  engine $proof "$scratch/model" "$reference" "$name" "${LAYOUT:-BALANCED}" || failed=1
  rm -rf "$scratch/model"
done
exit $failed
