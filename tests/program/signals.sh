#!/usr/bin/env bash
# However a run is ended, no file, half file or folder that was made for one is left; a limit on the size of files is told. Usage: signals.sh EDGECARE SCENARIO
set -uo pipefail
edgecare=$1
scenario=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
ulimit -c 0
bad=0
fail() { echo "$*"; bad=1; }

signals=(INT TERM) # all go one way, and an instrumented program takes its time to start and end
grep -q __asan_init "$edgecare" || signals+=(HUP QUIT ALRM USR1 VTALRM PROF XCPU IO PWR PIPE RTMIN RTMAX SEGV BUS ABRT FPE ILL SYS)
for signal in "${signals[@]}"; do
  "$edgecare" run "$scenario" --worlds 100000 -q --json out.json --csv made/for/it --draws draws.csv 2>/dev/null --histories 1 &
  run=$!
  for _ in $(seq 200); do
    [ -n "$(find made -name 'series.csv.part-*' 2>/dev/null)" ] && break
    sleep 0.05
  done
  [ -n "$(find . -name '*.part-*')" ] || fail "$signal: the outputs were not tried before the run"
  kill -$signal $run
  { wait $run; } 2>/dev/null
  code=$?
  [ $code -ne 0 ] || fail "$signal: the run went on"
  [ -z "$(ls -A)" ] || fail "$signal: left over: $(ls -A | tr '\n' ' ')"
  rm -rf ./*
done

(ulimit -f 4; "$edgecare" run "$scenario" --worlds 2 -q --json out.json --csv made/for/it) 2>message
code=$?
[ $code -eq 1 ] && grep -q "File too large" message || fail "a limit on the size of files: $code $(cat message)"
rm -f message
[ -z "$(ls -A)" ] || fail "a limit on the size of files: left over: $(ls -A)"
exit $bad
