#!/usr/bin/env bash
# What a user can get wrong, for every command: a message that says what, the exit code that is documented (1: an output failed, 2: an input or an option is wrong),
# and nothing half written.
# Usage: bad_inputs.sh EDGECARE SOURCE_FOLDER
set -uo pipefail
edgecare=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cp "$source/tests/load/small.json" small.json
small=(--worlds 2 --histories 1 --threads 1)
mkdir folder
printf '{"schema": "edgecare-portfolio/1", "name": "p", "run": {"worlds": 2, "histories": 1}, "members": {"a": {"scenario": "small.json"}}}' >p.json
bad=0

# expect CODE WORDS COMMAND...: the exit code, and words of the message
expect() {
  local wanted=$1 words=$2 code
  shift 2
  timeout 60 "$@" >/dev/null 2>message </dev/null
  code=$?
  if [ $code -ne "$wanted" ] || { [ -n "$words" ] && ! grep -qF -- "$words" message; }; then
    echo "expected $wanted and \"$words\", got $code and: $(head -c 400 message)"
    echo "  $*"
    bad=1
  fi
}

# full CODE COMMAND...: standard output is a full disk
full() {
  local wanted=$1
  shift
  timeout 60 "$@" 2>message >/dev/full </dev/null
  local code=$?
  if [ $code -ne "$wanted" ] || ! grep -qF "No space left on device" message; then
    echo "full disk: expected $wanted, got $code and: $(head -c 400 message)"
    echo "  $*"
    bad=1
  fi
}

varied=(--vary /people/nominal_wait_days=20..30 --until 'mean(starts) > 1')
goal=("mean(starts) > 1")
scenario_commands=(run compare trace gaming verify)

# ---- Files that are not there, folders, files that are not scenarios ----------------------------------------------------------------------------------
printf 'no scenario at all' >words.json
printf '{"schema": "edgecare/3", "name": ' >half.json
: >empty.json
head -c 5000000 /dev/zero | tr '\0' ' ' >large.json
# Another account of the programme that is not there.
printf '{"extends": "small.json", "views": {"trials": {"scenario": "not-there.json"}}, "published": {"s": {"value": 5, "role": "check", "readings": {"all": {"metric": "starts"}}}}}' >views.json
expect 2 'not-there.json cannot be read, or has faults of its own' "$edgecare" lint views.json
expect 2 'not-there.json' "$edgecare" verify --quiet "${small[@]}" views.json

for command in "${scenario_commands[@]}" solve portfolio lint; do
  more=()
  [ $command = solve ] && more=("${varied[@]}")
  expect 2 "missing.json: error: cannot be read: No such file or directory" "$edgecare" $command missing.json "${more[@]}"
  expect 2 "Is a directory" "$edgecare" $command folder "${more[@]}"
  expect 2 "error" "$edgecare" $command words.json "${more[@]}"
  expect 2 "error" "$edgecare" $command half.json "${more[@]}"
  expect 2 "error" "$edgecare" $command empty.json "${more[@]}"
  expect 2 "the most that is read" "$edgecare" $command large.json "${more[@]}"
  expect 2 "edgecare $command: " "$edgecare" $command
  expect 2 "unrecognized option" "$edgecare" $command --nonsense small.json
done
expect 2 "cannot be read" "$edgecare" explain /people missing.json
expect 2 "there is no" "$edgecare" explain /people/nothing
expect 2 "there is no command \"guess\"" "$edgecare" guess
expect 2 "no command" "$edgecare" "$(printf 'x%.0s' {1..5000})"

# ---- Options -----------------------------------------------------------------------------------------------------------------------------------------
for command in "${scenario_commands[@]}"; do
  expect 2 "--worlds: \"0\"" "$edgecare" $command small.json --worlds 0
  expect 2 "/run/worlds" "$edgecare" $command small.json --worlds 99999999999
  expect 2 "--threads: \"-1\"" "$edgecare" $command small.json --threads -1
  expect 2 "1024, the most" "$edgecare" $command small.json --threads 99999
  expect 2 "--seed: \"-1\"" "$edgecare" $command small.json --seed -1
  expect 2 "no date" "$edgecare" $command small.json --as-of 2020-13-01
  expect 2 "there is no contract \"none\"" "$edgecare" $command small.json --contract none
  expect 2 'did you mean "norfolk_2019"?' "$edgecare" $command small.json --contract norfolk
  expect 2 "there is no setting" "$edgecare" $command small.json --set /people/nothing=1
  expect 2 "should look like" "$edgecare" $command small.json --set people
  expect 2 "expected" "$edgecare" $command small.json --set '/people/a~7=1'
  expect 2 "error" "$edgecare" $command small.json --set "/$(printf 'x%.0s' {1..20000})=1"
done
expect 2 "--child: \"0\"" "$edgecare" trace small.json "${small[@]}" --child 0
expect 2 "children in this future" "$edgecare" trace small.json "${small[@]}" --child 99999999
expect 2 "--child" "$edgecare" trace small.json "${small[@]}" --child 99999999999999999999999
expect 2 "--replicate: \"0\"" "$edgecare" trace small.json "${small[@]}" --replicate 0
expect 2 "the run has 2 futures" "$edgecare" trace small.json "${small[@]}" --replicate 3
expect 2 "the run has 2 futures" "$edgecare" trace small.json "${small[@]}" --replicate 99999999999999
expect 2 "there is no metric" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=20..30 --until 'mean(nothing) > 1'
expect 2 "missing" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=20..30 --until 'mean starts'
expect 2 "goal" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=20..30 --until "mean($(printf 'x%.0s' {1..3000})) > 1"
expect 2 "there is no" "$edgecare" solve small.json "${small[@]}" --vary /people/nothing=1..2 --until "${goal[0]}"
expect 2 "" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=30..20 --until "${goal[0]}"
expect 2 "" "$edgecare" solve small.json "${small[@]}" --vary /people/groups --until "${goal[0]}"
expect 2 "--zone" "$edgecare" solve small.json "${small[@]}" --zone --vary /people/nominal_wait_days=20..30
expect 2 "--by: there is no metric" "$edgecare" compare small.json small.json "${small[@]}" --by nothing
expect 2 "belongs to no stored result" "$edgecare" compare small.json small.json "${small[@]}" --draws draws.csv
expect 2 "fewer than two contracts" "$edgecare" compare small.json "${small[@]}"
expect 2 "no number of 0 .. 0.9" "$edgecare" gaming small.json "${small[@]}" --select 2
expect 2 "no number of 0 .. 0.9" "$edgecare" gaming small.json "${small[@]}" --select 0x0
expect 2 "no number of 0 .. 1" "$edgecare" gaming small.json "${small[@]}" --delay-share 20%
expect 2 "no whole number of days" "$edgecare" gaming small.json "${small[@]}" --delay-days 3.5
expect 2 "a number written plainly" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=20..30 --until 'mean(starts) > 0x1F'
expect 2 "in plain numbers" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=0x14..0x1E --until "${goal[0]}"
expect 2 "outcomes_payments_" "$edgecare" solve small.json "${small[@]}" --vary /people/nominal_wait_days=20..30 --until "mean(Outcomes payments paid) > 1"
expect 2 "is also --json" "$edgecare" run small.json "${small[@]}" --json out.json --draws out.json
expect 2 "is also --json" "$edgecare" run small.json "${small[@]}" --json - --draws -
expect 2 "is also read" "$edgecare" run small.json "${small[@]}" --json small.json
mkdir names
printf '{"extends": "small.json", "name": "more"}' >more.json
ln -s there.csv names/link.csv
for pair in "names/out ./names/out" "names/out names/../names/out" "names/link.csv names/there.csv" "$folder/names/out names/out"; do
  read -r one other <<<"$pair"
  expect 2 "is also --json" "$edgecare" run small.json "${small[@]}" --json "$one" --draws "$other"
done
expect 2 "is also --draws" "$edgecare" run small.json "${small[@]}" --csv names --draws names/series.csv
expect 2 "is also read" "$edgecare" run more.json "${small[@]}" --json small.json
expect 2 "is also read" "$edgecare" portfolio p.json --json ./small.json
expect 2 "is also read" "$edgecare" trace small.json "${small[@]}" --all names/../small.json
expect 2 "is also read" "$edgecare" compare more.json small.json "${small[@]}" --json ./more.json
expect 2 "is also --json" "$edgecare" portfolio p.json --json out --csv ./out
for command in run compare gaming; do
  expect 2 "--json: the name is empty" "$edgecare" $command small.json "${small[@]}" --json ""
done
expect 2 "--csv: the name is empty" "$edgecare" run small.json "${small[@]}" --csv ""
expect 2 "no folder" "$edgecare" run small.json "${small[@]}" --csv -
expect 2 "the name of a file is empty" "$edgecare" run ""
# A portfolio is linted as it is run; a reading of no metric is refused by all.
expect 0 "" "$edgecare" lint p.json
printf '{"schema": "edgecare-portfolio/1", "name": "p", "members": {"a": {"scenario": "missing.json", "ownership_share": 2}}}' >unread.json
expect 2 "unread.json:1:114: error: /members/a/ownership_share: this should be a share of 0 .. 1" "$edgecare" lint unread.json
printf '{"extends": "small.json", "published": {"counted": {"value": 5, "role": "check", "readings": {"all": {"metric": ""}}}}}' >no_metric.json
for command in lint "${scenario_commands[@]}"; do
  expect 2 "no_metric.json:1:102: error: /published/counted/readings/all: there is no such metric" "$edgecare" $command no_metric.json
done
# ---- Options that contradict each other -----------------------------------------------------------------------------------------------------------------
expect 2 "give one of them" "$edgecare" run small.json --worlds 2 --replicates 4
expect 2 "give one of them" "$edgecare" run small.json --replicates 4 --set /run/worlds=3
expect 2 "set twice" "$edgecare" run small.json --worlds 2 --worlds 3
expect 2 "set twice" "$edgecare" run small.json --worlds 2 --set /run/worlds=3
expect 2 "set twice" "$edgecare" run small.json --as-of 2022-03-31 --as-of 2023-03-31
expect 2 "given twice" "$edgecare" run small.json --replicates 2 --replicates 3
expect 2 "given twice" "$edgecare" run small.json --json a --json b
expect 2 "set twice" "$edgecare" portfolio p.json --worlds 2 --worlds 3
expect 2 "no whole number" "$edgecare" portfolio p.json --threads 2x
expect 2 "given twice" "$edgecare" portfolio p.json --threads 2 --threads 1
expect 2 "given twice" "$edgecare" run small.json --threads 2 --threads 1
expect 2 "given twice" "$edgecare" solve small.json "${varied[@]}" --until 'mean(starts) > 2'
expect 2 "give --plot" "$edgecare" solve small.json --zone --vary /people/nominal_wait_days=20..30 --vary /people/start_share=0.1..0.9 --limit 'a: mean(starts) > 1' --image a.svg
expect 0 "" "$edgecare" run small.json "${small[@]}" -q --json stored.json
expect 2 "reach no stored result" "$edgecare" compare stored.json stored.json --worlds 3
expect 2 "is no date" "$edgecare" run small.json --as-of 9999-12-31
# ---- What is no scenario but well-formed; standard input --------------------------------------------------------------------------------------------
printf '[1]' >array.json
printf '{"name": "x", "run": null}' >null.json
for command in "${scenario_commands[@]}"; do
  expect 2 "array.json:1:1: error: this is an array" "$edgecare" $command array.json --worlds 2
  expect 2 "null.json:1:22: error: /run: this is null; write an object" "$edgecare" $command null.json --worlds 2
  expect 2 "standard input:1:1: error: this is an array" bash -c "cat array.json | '$edgecare' $command - --worlds 2"
done
cat small.json | "$edgecare" solve - "${small[@]}" "${varied[@]}" -q || { echo "a scenario that comes by a pipe is not read again"; bad=1; }
if ! grep -q __asan_init "$edgecare"; then # which needs more room than there is
  ran_out=0
  for room in $(seq 8000 1000 26000); do
    (ulimit -v "$room"; "$edgecare" lint small.json) >/dev/null 2>message
    code=$?
    [ $code -eq 1 ] && grep -q "memory ran out" message && ran_out=1
    [ $code -le 1 ] || [ $code -eq 127 ] || { echo "in $room kB of memory: $code $(cat message)"; bad=1; } # 127: not even its libraries fit
  done
  [ $ran_out -eq 1 ] || { echo "memory never ran out"; bad=1; }
fi
expect 2 "at most" "$edgecare" run small.json --worlds 1000000 --draws draws.csv
expect 2 "there already" "$edgecare" new small.json
printf '{"schema": "edgecare-portfolio/1", "name": "p", "run": [1], "members": {"a": [2], "b/c": {"scenario": "missing.json", "set": [3]}}, "common": {}}' >wrong.json
expect 2 "/members/a: this should be an object" "$edgecare" portfolio wrong.json
grep -qF "/members/b~1c/set" message || { echo "a name with a slash: $(cat message)"; bad=1; }

# ---- Outputs that cannot be written --------------------------------------------------------------------------------------------------------------------
for option in --json --draws --indigo; do
  expect 1 "No such file or directory" "$edgecare" run small.json "${small[@]}" -q $option none/out
  expect 1 "Is a directory" "$edgecare" run small.json "${small[@]}" -q $option folder
  expect 1 "No space left on device" "$edgecare" run small.json "${small[@]}" -q $option /dev/full
done
expect 1 "Is a directory" "$edgecare" run small.json "${small[@]}" -q --csv made/for/it --draws folder
[ -e made ] && { echo "a folder is left that was made for tables"; bad=1; }
expect 1 "No space left" "$edgecare" run small.json "${small[@]}" -q --csv made/for/it --json json.json --draws /dev/full
[ -e made ] || [ -e json.json ] && { echo "some outputs are written though another cannot be"; bad=1; }
expect 0 "" "$edgecare" run small.json "${small[@]}" -q --csv made/for/it --json json.json
[ -e made/for/it/series.csv ] && [ -e json.json ] || { echo "outputs are missing"; bad=1; }
chmod 640 json.json
ln -s json.json by_link.json
expect 0 "" "$edgecare" run small.json "${small[@]}" -q --json by_link.json
[ "$(stat -c %a json.json)" = 640 ] && [ -L by_link.json ] || { echo "the mode of a replaced file, or a link, is lost"; bad=1; }
ln json.json twin.json
expect 0 "" "$edgecare" run small.json "${small[@]}" -q --json json.json --set /name=twins
cmp -s json.json twin.json || { echo "a file of two names is parted"; bad=1; }
expect 1 "Not a directory" "$edgecare" run small.json "${small[@]}" -q --csv small.json
expect 1 "folder" "$edgecare" trace small.json "${small[@]}" --all folder
expect 1 "none/out" "$edgecare" compare small.json small.json "${small[@]}" --json none/out
expect 1 "none/out" "$edgecare" gaming small.json "${small[@]}" -q --json none/out
expect 1 "none/out" "$edgecare" portfolio p.json -q --json none/out
expect 1 "none/out" "$edgecare" portfolio p.json -q --csv none/out
expect 1 "none/out" "$edgecare" solve small.json "${small[@]}" "${varied[@]}" -q --json none/out
full 1 "$edgecare" run small.json "${small[@]}"
full 1 "$edgecare" run small.json "${small[@]}" -q --json -
full 1 "$edgecare" compare small.json small.json "${small[@]}"
full 1 "$edgecare" trace small.json "${small[@]}"
full 1 "$edgecare" trace small.json "${small[@]}" --child 1
full 1 "$edgecare" trace small.json "${small[@]}" --all -
full 1 "$edgecare" gaming small.json "${small[@]}"
full 1 "$edgecare" solve small.json "${small[@]}" "${varied[@]}"
full 1 "$edgecare" portfolio p.json
full 1 "$edgecare" portfolio p.json --json -
full 1 "$edgecare" verify small.json "${small[@]}"
full 1 "$edgecare" lint small.json
full 1 "$edgecare" explain --all
full 1 "$edgecare" explain /people
full 1 "$edgecare" schema
full 1 "$edgecare" manual man
full 1 "$edgecare" --help

# A reader that goes away ends the program quietly.
"$edgecare" run small.json "${small[@]}" -q --json - 2>message | head -c 1 >/dev/null
if grep -q . message; then
  echo "closed pipe: $(cat message)"
  bad=1
fi

# ---- Names that are very long --------------------------------------------------------------------------------------------------------------------------
long=$(printf 'n%.0s' {1..3000})
sed "s/norfolk_2019/$long/; s/\"days_out\"/\"t$long\"/; s/\"Life Chances Fund\"/\"p$long\"/" small.json >long.json
timeout 60 "$edgecare" run long.json "${small[@]}" --json long_out.json --draws long.csv --indigo long_i.json --csv long_csv >/dev/null 2>message
code=$?
if [ $code -ne 0 ] && ! { [ $code -eq 2 ] && grep -q "error" message; }; then
  echo "long names: $code $(head -c 300 message)"
  bad=1
fi

# ---- Nothing is left over ------------------------------------------------------------------------------------------------------------------------------
left=$(find . -name '*.part-*')
if [ -n "$left" ] || [ -e out.json ] || [ -e draws.csv ] || ! cmp -s small.json "$source/tests/load/small.json"; then
  echo "left over, or overwritten: $left"
  bad=1
fi
exit $bad
