#!/usr/bin/env bash
# Every scenario directly in scenarios/ lints without an error and verifies with exit code 0.
# Usage: shipped.sh ROOT PROGRAM REPLICATES
set -uo pipefail
cd "$1"
program=$2
replicates=$3
bad=0
count=0
for file in scenarios/*.json; do
  count=$((count + 1))
  "$program" lint "$file" || { echo "$file: lint fails"; bad=1; }
  "$program" verify --quiet --replicates "$replicates" "$file" >/dev/null || { echo "$file: verify fails"; bad=1; }
done
echo "$count scenarios"
[ "$count" -ge 7 ] && [ "$bad" -eq 0 ]
