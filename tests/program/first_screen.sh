#!/usr/bin/env bash
# The first screen of `run` over every scenario, as it stands and bent: at most 40 lines of 100 characters, what is paid for what would happen anyway among the first five lines,
# and what --tables and --party print in its place. Three are compared letter by letter.
# Usage: first_screen.sh ROOT PROGRAM
set -euo pipefail
export LC_ALL=C.UTF-8
root=$1 program=$2
cd "$root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

fail() {
  echo "$*"
  bad=1
}

# fits WHAT: whether the screen in $work/screen is one
fits() {
  local lines columns
  lines=$(wc -l <"$work/screen")
  columns=$(wc -L <"$work/screen")
  [ "$lines" -ge 15 ] && [ "$lines" -le 40 ] && [ "$columns" -le 100 ] || fail "$1: $lines lines, $columns columns"
  head -5 "$work/screen" | grep -qE 'anyway|pay nothing' || fail "$1: the first five lines do not say what is paid for nothing new"
  ! grep -qE '(nan|inf|  $| $)' "$work/screen" || fail "$1: holds no number, or blanks at the end of a line"
}

# bent FILE OPTION...: the screen of a run of few worlds
bent() {
  "$program" run "$@" >"$work/screen" 2>"$work/words" || fail "$*: $(cat "$work/words")"
  fits "$*"
}

for file in scenarios/*.json tests/reference/*.json; do
  bent "$file" --worlds 4
  bent "$file" --worlds 1 --histories 1
  bent "$file" --worlds 2 --set '/reporting/coupling="independent"'
  bent "$file" --worlds 2 --as-of 2027-03-31
done
bent scenarios/typical-edge-of-care.json --worlds 4 --set '/reporting/coupling="both"'
bent scenarios/designs.json --worlds 2 --set /sites/county/cohorts/edge_of_care/intake/per_year=0
bent scenarios/typical-edge-of-care.json --worlds 2 --set /sites/county/cohorts/edge_of_care/intake/per_year=0 --set /sites/county/cohorts/in_care/intake/per_year=0
grep -q '^  No family starts in any future[.]$' "$work/screen" || fail "the screen does not say that no family starts"

# golden NAME COLUMNS OPTION...: the screen is what stands in tests/program/NAME.txt, so many characters wide at most
golden() {
  local kept=tests/program/$1.txt columns=$2
  shift 2
  "$program" run "$@" >"$work/screen" 2>/dev/null
  [ "$(wc -L <"$work/screen")" -le "$columns" ] || fail "$kept is wider than $columns characters"
  diff -u "$kept" "$work/screen" || fail "$kept: the screen reads otherwise (where that is meant: CHANGELOG.md and this file)"
}
golden screen_of_one 80 scenarios/typical-edge-of-care.json --worlds 40
golden screen_of_several 80 tests/reference/money.json --worlds 40
golden screen_of_rivals 100 scenarios/designs.json --worlds 40

"$program" run scenarios/typical-edge-of-care.json --worlds 4 --tables >"$work/all"
[ "$(wc -l <"$work/all")" -gt 100 ] || fail "--tables leaves tables out"
for party in council provider investor government research; do
  "$program" run scenarios/typical-edge-of-care.json --worlds 4 --party $party >"$work/one"
  [ -s "$work/one" ] || fail "--party $party prints nothing"
  while IFS= read -r line; do
    grep -qxF -- "$line" "$work/all" || fail "--party $party: not in --tables: $line"
  done <"$work/one"
done
for file in scenarios/*.json tests/reference/*.json; do
  "$program" run "$file" --worlds 2 --years >"$work/years" 2>"$work/words" || fail "$file --years: $(cat "$work/words")"
  [ "$(wc -L <"$work/years")" -le 100 ] || fail "$file --years: $(wc -L <"$work/years") columns"
  grep -q '^20[0-9][0-9]-[0-9][0-9] ' "$work/years" && grep -q '^all ' "$work/years" || fail "$file --years: no years, or no totals"
done
"$program" run scenarios/typical-edge-of-care.json --worlds 4 --party investor --party provider >"$work/two"
grep -q '^Investor (' "$work/two" && grep -q '^Provider (' "$work/two" && ! grep -q '^Payers (' "$work/two" || fail "--party twice does not print both, or more"
[ "$bad" -eq 0 ]
