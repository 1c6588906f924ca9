#!/usr/bin/env bash
# What the environment says changes nothing, and help that cannot be written is an error. Usage: surroundings.sh PROGRAM SCENARIO
set -uo pipefail
program=$1
scenario=$2
bad=0
fail() { echo "$*"; bad=1; }

asked() { "$program" run "$scenario" --worlds 2 -q --histories 1 2>&1; "$program" lint "$scenario" --strict 2>&1; "$program" explain deadweight 2>&1; "$program" run --help 2>&1; }
plain=$(asked)
grep -q 'Stronger\|edge of care\|council' <<<"$plain" || fail "nothing was run: $plain"
for set in POSIXLY_CORRECT=1 ARGP_HELP_FMT=opt-doc-col=50 LANG=tr_TR.UTF-8 COLUMNS=40 OMP_NUM_THREADS=1 OMP_DYNAMIC=true TZ=Pacific/Kiritimati; do
  [ "$(export "${set?}"; asked)" = "$plain" ] || fail "$set changes what is said"
done

commands=$("$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -gt 5 ] || fail "--help shows no commands"
for words in --help --version help; do
  "$program" $words >/dev/full 2>/dev/null && fail "$words went nowhere, and that passed"
done
for name in $commands; do
  for words in --help --usage '-?'; do
    said=$("$program" "$name" "$words" 2>&1 >/dev/full) && fail "$name $words went nowhere, and that passed"
    [ "$(wc -l <<<"$said")" -eq 1 ] && grep -q 'standard output' <<<"$said" || fail "$name $words does not say so in a line: $said"
  done
done
exit $bad
