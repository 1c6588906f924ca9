#!/usr/bin/env bash
# docs/scenario-reference.md is what the program writes, and tells of every kind. Usage: reference_in_docs.sh ROOT PROGRAM
set -euo pipefail
"$2" explain --all | cmp - "$1/docs/scenario-reference.md" || { echo "docs/scenario-reference.md is out of date: edgecare explain --all >docs/scenario-reference.md"; exit 1; }
for list in "$1"/models/*/kinds.def; do
  for kind in $(sed -n 's/^[A-Z]*_KIND(\([a-z0-9_]*\)).*/\1/p' "$list"); do
    grep -q "^### \`$kind\`" "$1/docs/scenario-reference.md" || { echo "$list: the kind $kind has no section"; exit 1; }
  done
done
