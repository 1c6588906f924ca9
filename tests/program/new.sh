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

# A file of answers gets all its faults at once, each with its line, and nothing is written.
printf '%s\n' Homeward nobody 01/04/2027 3.500,00 0x1F "33 %" 16 10 other 4.5 0.24 hour 57,42 "2 years" 1.5 2.500 Essex "0.5" "£1,5m" more >faulty
"$program" new faulty.json <faulty >/dev/null 2>asked
[ $? -eq 2 ] || fail "faulty answers are taken"
for line in 2 3 4 5 8 9 10 11 12 13 14 16 18 19 20; do
  grep -q "^line $line of the answers" asked || fail "line $line: \"$(sed -n ${line}p faulty)\" is taken"
done
[ "$(grep -c '^line' asked)" -eq 15 ] || fail "what is right is refused: $(grep '^line' asked)"
[ -e faulty.json ] || [ -e faulty.json.answers ] && fail "faulty answers leave a file"
printf '%s\n' A "Nether Wallop" "" "" "" "" "" "" "" "" "" "" "" "" "" "" "nether  wallop" "" "" | "$program" new twins.json >/dev/null 2>asked
grep -q 'line 17 .*another party' asked || fail "one party pays twice"
printf '%s\n' "A" "$(printf '\xff')" | "$program" new bytes.json >/dev/null 2>asked
grep -q 'line 2 .*UTF-8' asked || fail "bytes that are no text are taken"
printf 'A\nB\n2027-04-01\n4\n80\n10\n8\n17\nfft\n4\n24\nday\n45\n24\n33\n5642000\nnobody\n2482000\n' | "$program" new shown.json >/dev/null 2>asked || fail "the defaults as shown are refused"
grep -q '"rank": 2' shown.json && fail "nobody is a payer"

# What it means, and what comes next, as it can be run.
printf '%s\n' Homeward "" "" 4 60 | "$program" new "it's mine.json" >said 2>asked || fail "a name with a quote is not written"
grep -qE '60 a year planned, 240 in all; about 1[0-9]{2} starts in four years, because' asked || fail "what it means is not told: $(tail -n 6 asked)"
grep -q 'edgecare' said || fail "it does not say what comes next"
grep '^  ' said | while read -r line; do
  case $line in *" run "*) line="$line --worlds 2" ;; esac
  bash -c "$line" >/dev/null 2>told || { echo "$line: $(head -c 300 told)"; exit 1; }
done || fail "what is said to come next does not run"

# At a terminal: wrong answers are asked again, the answers so far are kept, and --resume goes on with them.
if command -v script >/dev/null; then
  at_terminal() { script -qec "$1" /dev/null; }
  printf '%s\n' Home Essex 01/04/2027 "1 April 2028" 3,5 3 60 0.1 10 8 7 17 fft 4 | at_terminal "'$program' new term.json" >said
  grep -q 'broken off; nothing was written' said || fail "an end at a terminal is no end: $(tail -n 3 said)"
  [ -e term.json ] && fail "an end at a terminal writes a file"
  [ "$(tr '\n' '|' <term.json.answers)" = 'Home|Essex|1 April 2028|3|60|10|8|17|fft|4|' ] || fail "kept: $(tr '\n' '|' <term.json.answers)"
  echo | at_terminal "'$program' new term.json" >said
  grep -q 'holds answers' said || fail "kept answers are passed over"
  printf '%s\n' 24 day "£57.42" 24 "" "£3.5m" essex nobody 1,500,000 20 | at_terminal "'$program' new --resume term.json" >said
  grep -q 'term.json is written' said || fail "--resume does not go on: $(tail -n 5 said)"
  grep -q 'another party' said || fail "a party is asked for twice"
  grep -q 'lint says' said || fail "a default that lint warns of is not asked again"
  [ -e term.json.answers ] && fail "kept answers are left over"
  grep -q '"value": 57.42' term.json && grep -q '"value": 3500000' term.json && grep -q '"value": 0.2,' term.json || fail "answers are misread"
fi
"$program" new --resume none.json </dev/null 2>asked
[ $? -eq 2 ] || fail "--resume goes on with nothing"
exit $bad
