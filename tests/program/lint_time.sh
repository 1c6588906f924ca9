#!/usr/bin/env bash
# `lint`, which simulates a little for its advice, takes no longer than `run --worlds 50` of the same file, in processor time; up to 0.3 s it may.
# Usage: lint_time.sh EDGECARE ROOT
set -uo pipefail
edgecare=$1
root=$2
bad=0
TIMEFORMAT='%U %S'

# hundredths WORDS...: the processor time that the program takes
hundredths() {
  { time "$edgecare" "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print int(100 * ($1 + $2)) }'
}

for file in "$root"/scenarios/*.json "$root"/tests/reference/*.json "$root"/tests/memory/everything.json; do
  for _ in 1 2 3; do # a machine that is shared may take its time once
    lint=$(hundredths lint "$file")
    run=30
    [ "$lint" -le 30 ] || run=$(hundredths run "$file" --worlds 50 --threads 1 -q)
    [ "$lint" -gt "$run" ] || break
  done
  [ "$lint" -le "$run" ] || { echo "lint of $file takes 0.01 s x $lint, run --worlds 50 $run"; bad=1; }
done
exit $bad
