#!/usr/bin/env bash
# Every command fits into 128 kB of stack, whatever it reads. Usage: small_stack.sh EDGECARE ROOT
set -uo pipefail
edgecare=$1
root=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
ln -s "$root/scenarios" scenarios
ulimit -c 0
bad=0
fail() { echo "$*"; bad=1; }

# small CODE WORDS...: the program ends with CODE
small() {
  local expected=$1 code
  shift
  (ulimit -s 128 && exec "$edgecare" "$@") >out 2>said </dev/null
  code=$?
  [ $code -eq "$expected" ] || fail "$* ends with $code on a small stack: $(tail -n 2 said)"
}
[ "$(ulimit -s 128 && ulimit -s)" = 128 ] || { echo "the stack cannot be limited"; exit 1; }

few=(--worlds 2 --histories 1 -q)
for file in scenarios/*.json; do
  small 0 run "$file" "${few[@]}" --threads 1 --json run.json --csv tables --draws draws.csv
done
small 0 lint scenarios/*.json
for file in "$root"/tests/reference/*.json "$root"/tests/memory/everything.json; do # every setting
  (ulimit -s 128 && exec "$edgecare" run "$file" "${few[@]}") >out 2>said
  code=$?
  [ $code -le 2 ] || fail "run $file ends with $code: $(tail -n 2 said)"
done
typical=scenarios/typical-edge-of-care.json
price=/contracts/per_day_saved/terms/edge_of_care/price_gbp
goal='mean(commissioner_net_gbp) >= 0'
small 0 compare $typical scenarios/designs.json "${few[@]}" --json compare.json
small 0 gaming $typical "${few[@]}"
small 0 portfolio scenarios/portfolios/norfolk-suffolk-pfp.json "${few[@]}"
small 0 solve $typical "${few[@]}" --vary $price --until "$goal"
small 0 solve $typical "${few[@]}" --zone --vary $price=20..90:3 --vary /people/start_share=0.4..0.9:3 --limit "council: $goal" --plot zone.gp --csv zone.csv
small 0 trace $typical --worlds 2 --replicate 1 --child 1
(yes '' | head -n 300 | (ulimit -s 128 && exec "$edgecare" new new.json)) >out 2>said
[ -s new.json ] || fail "new writes nothing on a small stack: $(tail -n 2 said)"
small 0 explain --all
small 0 schema
small 0 manual man
"$edgecare" verify scenarios/stronger-families.json "${few[@]}" >/dev/null 2>&1
small $? verify scenarios/stronger-families.json "${few[@]}"

# Files that are as deep as they can be, or as odd.
nested() { printf "%0.s$1" $(seq "$3"); printf "%0.s$2" $(seq "$3"); }
for depth in 30 900 100000; do
  nested '[' ']' $depth >deep.json
  small 2 run deep.json
  nested '{\"a\":' '}' $depth | sed 's/:}/:1}/' >deep.json
  small 2 run deep.json
  nested '[' ']' $depth >deep.yaml
  small 2 run deep.yaml
done
sed 's/^/ /; 1s/^ //' $typical >typical.yaml # JSON is YAML
small 0 run typical.yaml "${few[@]}"
exit $bad
