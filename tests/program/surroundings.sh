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
# Options after what is not one, for every command.
typical() { "$program" "$1" "$scenario" "${@:2}" --worlds 2 --histories 1 -q 2>&1; }
every_command() {
  for name in $commands; do
    "$program" "$name" --help
  done
  typical run --json -
  typical verify
  typical gaming
  typical compare "$scenario"
  typical solve --until 'mean(commissioner_net_gbp) >= 0' --vary /contracts/per_day_saved/terms/edge_of_care/price_gbp
  "$program" trace "$scenario" --worlds 2 --replicate 1 --child 1
  "$program" portfolio "$(dirname "$scenario")/portfolios/norfolk-suffolk-pfp.json" --worlds 2 --histories 1 -q --json -
  "$program" explain deadweight --all
  "$program" lint "$scenario" --upgrade --help
}
plain=$(every_command 2>&1)
[ "$(POSIXLY_CORRECT=1 every_command 2>&1)" = "$plain" ] || fail "POSIXLY_CORRECT changes what a command says: $(diff <(echo "$plain") <(POSIXLY_CORRECT=1 every_command 2>&1) | head -n 5)"
grep -q 'unrecognized\|invalid' <<<"$plain" && fail "an option was not known: $(grep -m 3 'unrecognized\|invalid' <<<"$plain")"

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
