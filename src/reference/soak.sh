#!/usr/bin/env bash
# Draws pictures of the embedded model and prints the process's resident memory every 20 of them.
# Fails where it grows by more than a twentieth after the first 20.
#
#   src/reference/soak.sh [PICTURES] [reopen]    200 pictures if not said; reopen: the model for each
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
source src/reference/engine.sh
# The networks are tiny: threads would only wait for each other.
export OMP_NUM_THREADS=1
# A small heap, so that garbage does not hide what libtorch holds.
HEAP=128m

engine studio.bonsai.engine.SoakProof "${1:-200}" "${2:-keep}"
