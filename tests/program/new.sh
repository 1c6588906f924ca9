#!/usr/bin/env bash
# `edgecare new`: from answers to a file that lints and runs; wrong answers and files that are there are refused, and leave nothing behind. Usage: new.sh PROGRAM
set -uo pipefail
program=$1
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
bad=0
fail() { echo "$*"; bad=1; }

"$program" new plain.json </dev/null >said 2>asked || fail "defaults alone give no file"
grep -q 'edgecare run plain.json' said || fail "it does not say what comes next"
[ "$(grep -c '\[.*\]:' asked)" -ge 12 ] || fail "fewer than a dozen questions were asked"
"$program" lint plain.json >/dev/null 2>lint || fail "the first draft does not lint: $(cat lint)"
"$program" run plain.json --replicates 20 >told
grep -q 'Payers pay' told || fail "the first draft does not run"

for unit in day week saved milestones fee; do
  # title, council, start, years, families, in care, ages, therapy, therapists, entry, unit, price, months, unpaid, limit, other, its share, capital
  printf '%s\n' "Homeward $unit" "Nether Wallop" 2027-09-15 3 "40" 15 9 16 mst "" 19 "$unit" "1,250" 12 20 "£900,000" "Big Fund" 25 "" >answers
  "$program" new "$unit.json" <answers >/dev/null 2>asked || fail "$unit: $(tail -n 1 asked)"
  "$program" lint "$unit.json" >/dev/null 2>lint || fail "$unit does not lint: $(cat lint)"
  "$program" run "$unit.json" --replicates 20 --quiet --json told
  grep -q '"big_fund"' told || fail "$unit does not run with its second payer"
done

"$program" new plain.json </dev/null >/dev/null 2>&1 && fail "a file that is there was written over"
"$program" new --overwrite plain.json </dev/null >/dev/null 2>&1 || fail "--overwrite does not write"
printf 'A\nB\ntomorrow\n' | "$program" new wrong.json >/dev/null 2>asked
[ $? -eq 2 ] || fail "a wrong date is taken"
grep -q 'line 3' asked || fail "the wrong answer's line is not told"
[ -e wrong.json ] && fail "a wrong answer leaves a file"
"$program" new no/such/folder.json </dev/null >/dev/null 2>&1
[ $? -eq 1 ] || fail "a folder that is not there is not told of"
exit $bad
