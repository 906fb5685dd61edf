#!/bin/sh
# Fetches the emoji packages that the embedded models learned from and makes their data of them.
# Usage: src/reference/embedded_data.sh PACKAGES OUT [options of 'bonsai dataset emoji']
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
packages=$1
out=$2
shift 2
mkdir -p "$packages"
for package in @lobehub/fluent-emoji-3d@1.1.0 unicode-emoji-json@0.9.0 emojibase-data@17.0.0; do
  name=$(printf %s "$package" | sed 's/^@//; s/[/]/-/; s/@/-/')
  [ -f "$packages/$name.tgz" ] || (cd "$packages" && npm pack --silent "$package")
done
exec "$root/bonsai" dataset emoji --packages "$packages" --out "$out" "$@"
