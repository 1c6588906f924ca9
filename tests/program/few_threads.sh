#!/usr/bin/env bash
# Where the system starts no more threads, every command that runs goes on with those there are, says so once and writes the same. Usage: few_threads.sh EDGECARE SCENARIOS
set -uo pipefail
edgecare=$1
scenarios=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
bad=0
fail() { echo "$*"; bad=1; }

# limited COMMAND...: as a user without privileges, who may have one process, which is the command. Leaks are looked for by a thread.
limited() {
  if [ "$(id -u)" -eq 0 ]; then
    ASAN_OPTIONS=detect_leaks=0 setpriv --reuid=65533 --regid=65533 --clear-groups bash -c 'ulimit -u 1 && exec "$@"' limited "$@"
  else
    (ulimit -u 1 && ASAN_OPTIONS=detect_leaks=0 exec "$@")
  fi
}
cp "$edgecare" "$folder/edgecare" # where such a user can reach it
cp -r "$scenarios" "$folder/scenarios"
edgecare=$folder/edgecare
cd "$folder"
chmod -R a+rX .
limited "$edgecare" --version >/dev/null || { echo "no such user can run the program"; exit 1; }

scenario=scenarios/typical-edge-of-care.json
few=(--worlds 10 --histories 2 --threads 3)
goal='mean(commissioner_net_gbp) >= 0'
while read -r words; do
  eval "set -- $words"
  "$edgecare" "$@" >whole 2>said || { fail "$1 fails: $(cat said)"; continue; }
  grep -q 'of 3 threads' said && fail "$1 finds too few threads where there are enough: $(cat said)"
  limited "$edgecare" "$@" >alone 2>said
  code=$?
  [ $code -eq 0 ] || fail "$1 ends with $code where there is one thread: $(cat said)"
  [ "$(grep -c 'the system started only 1 of 3 threads .*--threads 1 asks for no more$' said)" -eq 1 ] || fail "$1 does not say once that there is one thread: $(cat said)"
  cmp -s whole alone || fail "$1 writes something else where there is one thread"
done <<WORDS
run $scenario ${few[*]} --json -
verify scenarios/stronger-families.json ${few[*]}
compare $scenario $scenario ${few[*]}
gaming $scenario ${few[*]}
solve $scenario ${few[*]} --vary /contracts/per_day_saved/terms/edge_of_care/price_gbp --until '$goal'
portfolio scenarios/portfolios/norfolk-suffolk-pfp.json --worlds 20 --histories 1 --threads 3
WORDS

# Memory for a thousand workspaces is not there: an error of ours, and nothing half-written.
if ! grep -q __asan_init "$edgecare"; then
  (ulimit -v 400000; "$edgecare" run $scenario --worlds 20 --threads 1024 --json out.json) >/dev/null 2>said
  code=$?
  [ $code -eq 1 ] && grep -q '^edgecare: out of memory' said || fail "too little memory for 1,024 threads: $code $(cat said)"
  [ -z "$(ls out.json* 2>/dev/null)" ] || fail "too little memory: left over: $(ls out.json*)"
fi
exit $bad
