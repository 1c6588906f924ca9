#!/usr/bin/env bash
# Runs every command that README.md and docs/*.md show in blocks marked ```sh, each block in a folder of its own that sees the scenarios,
# and those that the page itself shows in blocks marked ```json.
# Usage: commands_in_docs.sh ROOT PROGRAM [WORLDS]; with WORLDS, a command that asks for ten worlds or more runs that many, but
# `verify`, whose judgement needs some, ten times as many.
set -euo pipefail
root=$1
program=$2
worlds=${3:-}
. "$(dirname "$0")/blocks_of_page.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ran=0
failed=0

for page in "$root"/README.md "$root"/docs/*.md; do
  rm -f "$work"/block.*
  blocks_of_page "$page" sh "$work/block."
  for block in "$work"/block.*; do
    [ -e "$block" ] || continue
    folder=$(mktemp -d -p "$work")
    ln -s "$root/scenarios" "$folder/scenarios"
    save_patches "$page" "$folder" >/dev/null
    mkdir "$folder/build"
    ln -s "$program" "$folder/build/edgecare"
    [ -z "$worlds" ] || sed -i -E -e "/ verify /s/--worlds [0-9]{2,}/--worlds ${worlds}0/" -e "/ verify /!s/--worlds [0-9]{2,}/--worlds $worlds/" "$block"
    ran=$((ran + 1))
    if ! (cd "$folder" && bash -euo pipefail "$block") </dev/null >"$folder/out" 2>&1; then
      echo "${page#"$root"/}: these commands fail:"
      cat "$block" "$folder/out"
      failed=1
    fi
  done
done
echo "$ran blocks of commands ran"
[ "$ran" -gt 0 ] && [ "$failed" -eq 0 ]
