#!/usr/bin/env bash
# Fuzzes for so many seconds each: any text as a scenario (text), and load, write, load (rewrite). Prints how many edges of the code were reached; keeps the
# input of a crash. With --keep, what was learned is merged into the committed corpus.
# Usage: run.sh SECONDS [--keep]
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=$1
build=build/fuzz
mkdir -p "$build"
if ! { CC=clang-14 cmake -S tests/fuzz -B "$build" -DCMAKE_BUILD_TYPE=None && cmake --build "$build" --parallel "$(nproc)"; } >"$build/build.log" 2>&1; then
  tail -n 20 "$build/build.log"
  exit 1
fi

# Words of scenarios, so that guesses are not letters only: all keys and kinds of the schema.
grep -oE '"[a-z][a-z0-9_]{2,40}"' schema/scenario.schema.json | sort -u | sed 's/.*/&/' >"$build/words.dict"

fuzz() {
  local name=$1 work=$build/work_$1
  rm -rf "$work"
  mkdir -p "$work/new" "$work/at"
  (cd "$work/at" && "../../fuzz_$name" -max_total_time="$seconds" -max_len=65536 -timeout=20 -rss_limit_mb=2000 -dict=../../words.dict -print_final_stats=1 \
    -artifact_prefix=../crash- ../new "$OLDPWD/tests/fuzz/corpus" >../log 2>&1)
  local code=$?
  printf '%s: %s\n' "$name" "$(grep -E '^#[0-9]+.*(DONE|pulse|NEW|REDUCE|INITED)' "$work/log" | tail -n 1 | sed 's/^#\([0-9]*\).*cov: \([0-9]*\).*/\2 edges after \1 inputs/')"
  if [ $code -ne 0 ]; then
    tail -n 40 "$work/log"
    ls "$work"/crash-* 2>/dev/null
  fi
  return $code
}

fuzz text & first=$!
fuzz rewrite & second=$!
bad=0
wait $first || bad=1
wait $second || bad=1

if [ "${2:-}" = --keep ] && [ $bad -eq 0 ]; then
  merged=$(mktemp -d)
  "$build/fuzz_text" -merge=1 -max_len=4096 "$merged" tests/fuzz/corpus "$build/work_text/new" "$build/work_rewrite/new" >/dev/null 2>&1
  rm -rf tests/fuzz/corpus && mv "$merged" tests/fuzz/corpus && chmod 755 tests/fuzz/corpus
fi
exit $bad
