#!/usr/bin/env bash
# Loads and runs every scenario that docs/*.md show in blocks marked ```json. Warnings are let pass: some contracts deserve theirs.
# Usage: patches_in_docs.sh ROOT PROGRAM
set -euo pipefail
root=$1
program=$2
. "$(dirname "$0")/blocks_of_page.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ran=0
failed=0

for page in "$root"/docs/*.md; do
  folder=$(mktemp -d -p "$work")
  ln -s "$root/scenarios" "$folder/scenarios"
  save_patches "$page" "$folder" >"$folder/names"
  while read -r name; do
    ran=$((ran + 1))
    if ! (cd "$folder" && "$program" lint "$name.json" && "$program" run "$name.json" --worlds 2 --quiet --json result.json) >"$folder/out" 2>&1; then
      echo "${page#"$root"/}: $name:"
      cat "$folder/out"
      failed=1
    fi
  done <"$folder/names"
done
echo "$ran scenarios ran"
[ "$ran" -gt 0 ] && [ "$failed" -eq 0 ]
