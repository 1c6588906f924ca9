#!/usr/bin/env bash
# Runs every command that README.md and docs/*.md show in blocks marked ```sh, each block in a folder of its own that sees the scenarios.
# Usage: commands_in_docs.sh ROOT PROGRAM
set -euo pipefail
root=$1
program=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ran=0
failed=0

# Writes the blocks of a page to $work/block.N
blocks_of() {
  awk -v prefix="$work/block." '/^```sh$/ { inside = 1; n++; next } /^```/ { inside = 0 } inside { print > (prefix n) }' "$1"
}

for page in "$root"/README.md "$root"/docs/*.md; do
  rm -f "$work"/block.*
  blocks_of "$page"
  for block in "$work"/block.*; do
    [ -e "$block" ] || continue
    folder=$(mktemp -d -p "$work")
    ln -s "$root/scenarios" "$folder/scenarios"
    mkdir "$folder/build"
    ln -s "$program" "$folder/build/edgecare"
    ran=$((ran + 1))
    if ! (cd "$folder" && bash -euo pipefail "$block") >"$folder/out" 2>&1; then
      echo "${page#"$root"/}: these commands fail:"
      cat "$block" "$folder/out"
      failed=1
    fi
  done
done
echo "$ran blocks of commands ran"
[ "$ran" -gt 0 ] && [ "$failed" -eq 0 ]
