#!/usr/bin/env bash
# Fuzzes for so many seconds, two at a time: three quarters of them any text as a scenario (text) beside load, write, load, and upgrade (rewrite); then goals beside
# portfolio files. Prints how many edges of the code were reached; keeps the input of a crash. With --keep, what was learned is merged into the committed corpus.
# Usage: run.sh SECONDS [--keep]
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=$1
build=build/fuzz
corpus=tests/fuzz/corpus
length=65536 # above all seeds
mkdir -p "$build"
if ! { CC=clang-14 cmake -S tests/fuzz -B "$build" -DCMAKE_BUILD_TYPE=None && cmake --build "$build" --parallel "$(nproc)"; } >"$build/build.log" 2>&1; then
  tail -n 20 "$build/build.log"
  exit 1
fi

# Words of scenarios, so that guesses are not letters only: all keys and kinds of the schema.
grep -oE '"[a-z][a-z0-9_]{2,40}"' schema/scenario.schema.json | sort -u >"$build/words.dict"

# Scenarios as they are written, beside the corpus.
seeds=$build/seeds
rm -rf "$seeds"
mkdir -p "$seeds"
for file in scenarios/*.json scenarios/invalid/*.json tests/reference/*.json tests/memory/*.json; do
  cp "$file" "$seeds/${file//\//-}"
done

# fuzz NAME SECONDS CORPUS...: folders of inputs by their paths from here
fuzz() {
  local name=$1 time=$2 work=$build/work_$1 inputs=()
  shift 2
  rm -rf "$work"
  mkdir -p "$work/new" "$work/at"
  for folder in "$@"; do
    inputs+=("$PWD/$folder")
  done
  (cd "$work/at" && "../../fuzz_$name" -max_total_time="$time" -max_len=$length -timeout=60 -rss_limit_mb=2000 -dict=../../words.dict -print_final_stats=1 \
    -artifact_prefix=../crash- ../new "${inputs[@]}" >../log 2>&1)
  local code=$?
  printf '%s: %s\n' "$name" "$(grep -E '^#[0-9]+.*(DONE|pulse|NEW|REDUCE|INITED)' "$work/log" | tail -n 1 | sed 's/^#\([0-9]*\).*cov: \([0-9]*\).*/\2 edges after \1 inputs/')"
  if [ $code -ne 0 ]; then
    tail -n 40 "$work/log"
    ls "$work"/crash-* 2>/dev/null
  fi
  return $code
}

# keep NAME CORPUS INPUTS...: the corpus becomes the fewest of the inputs that reach all that they reach
keep() {
  local name=$1 to=$2 merged
  shift 2
  merged=$(mktemp -d)
  "$build/fuzz_$name" -set_cover_merge=1 -max_len=$length "$merged" "$to" "$@" >"$build/merge.log" 2>&1
  rm -rf "$to" && mv "$merged" "$to" && chmod 755 "$to"
}

bad=0
quarter=$(((seconds + 3) / 4))
fuzz text $((seconds - quarter)) $corpus/scenario "$seeds" & first=$!
fuzz rewrite $((seconds - quarter)) $corpus/scenario "$seeds" & second=$!
wait $first || bad=1
wait $second || bad=1
fuzz goal $quarter $corpus/goal & first=$!
fuzz portfolio $quarter $corpus/portfolio & second=$!
wait $first || bad=1
wait $second || bad=1

if [ "${2:-}" = --keep ] && [ $bad -eq 0 ]; then
  keep rewrite $corpus/scenario "$build/work_text/new" "$build/work_rewrite/new"
  keep goal $corpus/goal "$build/work_goal/new"
  keep portfolio $corpus/portfolio "$build/work_portfolio/new"
fi
exit $bad
