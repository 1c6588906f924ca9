#!/usr/bin/env bash
# Titles and names that mean harm: what steers a terminal, what a spreadsheet would run, what gnuplot would run, markup. Usage: hostile_text.sh EDGECARE SOURCE_FOLDER
set -uo pipefail
edgecare=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
bad=0
fail() { echo "$*"; bad=1; }
few=(--worlds 2 --histories 1 --threads 1)

cat >hostile.json <<END
{
  "extends": "$source/tests/load/small.json",
  "name": "hostile",
  "title": "\u001b]0;evil\u0007\u001b[2J\u009b31m red\n\nContract forged: gains \u202e001\t<b onload='x'>&\"quoted\"",
  "published": null,
  "contracts": {
    "norfolk_2019": null,
    "=cmd|' -C calc'!A0\u009b31m\u202e": {"title": "\u001b[31m\nPayers pay nothing", "starts": "2019-02-05", "last_claimable": "2026-06-30",
      "terms": {"+1+1\`touch PWNED_1\`": {"unit": {"kind": "per_day"}, "window": {"from": "start", "length_days": 365}, "price_gbp": 57.42}},
      "payers": {"@SUM(A1)<script>": {}}}}
}
END
contract="/contracts/=cmd|' -C calc'!A0"$'\xc2\x9b31m\xe2\x80\xae'
price="$contract/terms/+1+1\`touch PWNED_1\`/price_gbp"

# harmless WORDS COMMAND...: ends well, and says nothing that steers a terminal
harmless() {
  timeout 60 "$@" >said 2>&1 || fail "$*: $(head -c 300 said | cat -v)"
  if LC_ALL=C grep -qaP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' said; then
    fail "$*: steers the terminal: $(LC_ALL=C grep -aP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' said | head -n 2 | cat -v)"
  fi
}
harmless "$edgecare" run hostile.json "${few[@]}"
harmless "$edgecare" run hostile.json "${few[@]}" --tables
sed -n '/^hostile\.json:/!{p;q}' said | grep -qF '\x1b]0;evil' || fail "the title is not shown on the first line: $(head -n 3 said | cat -v)"
grep -q '^Contract forged' said && fail "a title begins a line of its own"
harmless "$edgecare" lint hostile.json
harmless "$edgecare" trace hostile.json "${few[@]}" --child 1
harmless "$edgecare" gaming hostile.json "${few[@]}"
harmless "$edgecare" compare hostile.json "$source/tests/load/small.json" "${few[@]}"
harmless "$edgecare" explain "$price" hostile.json
harmless "$edgecare" explain /title hostile.json
harmless "$edgecare" solve hostile.json "${few[@]}" --vary "$price=20..30" --until 'mean(starts) > 1'
"$edgecare" run $'no\x1b[31msuch.json' "${few[@]}" >said 2>&1
"$edgecare" run hostile.json "${few[@]}" --json $'no/\x1b[31m' >>said 2>&1
"$edgecare" $'\x1b[31m' >>said 2>&1
LC_ALL=C grep -qa $'\x1b' said && fail "a file's name steers the terminal"

# Cells: none begins as a formula does, but for numbers and a mark that makes it a text.
"$edgecare" run hostile.json "${few[@]}" -q --csv tables --draws draws.csv --indigo indigo.json || fail "tables are not written"
"$edgecare" trace hostile.json "${few[@]}" --all trail.csv >/dev/null || fail "a trail is not written"
for table in tables/*.csv draws.csv trail.csv; do
  if grep -aqE '(^|,|;|	)"?[=@]|(^|,|;|	)"?[+-][^0-9]|(^|,|;|	)"?[+-][0-9.e+-]*[^0-9.e+,"-]' "$table"; then
    fail "$table holds a formula: $(grep -aE '(^|,|;|	)"?[=@+]' "$table" | head -n 1 | cat -v)"
  fi
done
grep -qF "'=cmd" tables/metrics.csv || fail "the contract is missing in metrics.csv"

# gnuplot: nothing runs, whatever the pointer, the side or the picture is called; the picture is well-formed.
side=$'a"\\<b>&\`touch PWNED_2\`@x'
other=$'\'\nsystem("touch PWNED_3")'
"$edgecare" solve hostile.json "${few[@]}" -q --zone --vary "$price=20..30:2" --vary /people/start_share=0.1..0.9:2 --limit "$side: mean(starts) > 1" \
  --limit "$other: mean(starts) > 1" --plot plot.gp --image "|touch PWNED_5\`touch PWNED_6\`'.svg" || fail "the script is not written"
sed "s/'[^']*'//g" plot.gp | grep -n '`' && fail "backticks stand outside single quotes, where gnuplot runs them"
grep -n '^system' plot.gp && fail "a side's name is a line of its own"
if command -v gnuplot >/dev/null; then
  gnuplot plot.gp || fail "gnuplot does not read the script"
  [ -s "|touch PWNED_5\`touch PWNED_6\`'.svg" ] || fail "there is no picture: $(ls)"
  if command -v xmllint >/dev/null; then
    xmllint --noout "./|touch PWNED_5\`touch PWNED_6\`'.svg" || fail "the picture is not well-formed"
  fi
fi
for file in PWNED*; do
  [ -e "$file" ] && fail "something ran: $file"
done
exit $bad
