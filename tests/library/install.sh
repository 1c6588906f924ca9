#!/usr/bin/env bash
# Installs a build into a temporary folder and uses what is there as others would: by the CMake package, by pkg-config, from C and from C++.
# Usage: install.sh ROOT BUILD
set -euo pipefail
root=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

fail() {
  echo "install: $*" >&2
  exit 1
}

quietly() {
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "failed: $*"; }
}

# Nothing below may come from the source tree: headers, libraries and scenarios are those of the prefix.
quietly cmake --install "$build" --prefix "$prefix"
library=$(dirname "$(find "$prefix" -name libedgecare.a)")
scenario=$prefix/share/edgecare/scenarios/typical-edge-of-care.json
for file in bin/edgecare include/edgecare.h share/doc/edgecare/LICENSE; do
  [ -e "$prefix/$file" ] || fail "$file is not there"
done
[ "$(ls "$prefix/include")" = edgecare.h ] || fail "include/ holds more than edgecare.h"
[ ! -e "$prefix/share/edgecare/scenarios/invalid" ] || fail "scenarios that are invalid on purpose were installed"
"$prefix/bin/edgecare" lint "$prefix"/share/edgecare/scenarios/*.json >/dev/null || fail "an installed scenario is faulty"
if grep -rlF -e "$root/sim" -e "$root/build" -e "$build" "$library/cmake" "$library/pkgconfig"; then
  fail "the package names the folders it was built in"
fi

# The header stands alone in the oldest languages it promises.
for language in "cc -std=c99 -x c" "c++ -std=c++11 -x c++"; do
  echo '#include <edgecare.h>' | $language -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I"$prefix/include" -fsyntax-only - || fail "edgecare.h: $language"
done

# Both libraries show the functions of the header, all of them and no others.
declared=$(grep -oE '\bedgecare_[a-z_]+\(' "$prefix/include/edgecare.h" | tr -d '(' | sort -u)
shown=$(nm -D --defined-only "$library/libedgecare.so" | awk '{print $3}' | sort -u)
[ "$declared" = "$shown" ] || fail "declared and shown differ:"$'\n'"$(diff <(echo "$declared") <(echo "$shown"))"
shown=$(nm -g --defined-only "$library/libedgecare.a" | awk 'NF == 3 {print $3}' | sort -u)
[ "$declared" = "$shown" ] || fail "declared and shown by the static library differ:"$'\n'"$(diff <(echo "$declared") <(echo "$shown"))"

# A run of the installed program is what the examples are held against.
"$prefix/bin/edgecare" run "$scenario" --worlds 500 --histories 2 --quiet --json "$work/run.json"
pays=$(python3 - "$work/run.json" <<'PY'
import json, sys
contract = json.load(open(sys.argv[1]))["contracts"]["per_day_saved"]["metrics"]
print("per_day_saved pays GBP %.0f (" % contract["outcomes_payments_paid_gbp"]["mean"])
PY
)

# check NAME PROJECT SWEEP: both examples run and say what they should.
check() {
  local name=$1 project=$2 sweep=$3
  "$project" "$scenario" >"$work/project.txt" || fail "$name: project failed"
  grep -qF "1000 futures" "$work/project.txt" || fail "$name: project did not run 1,000 futures: $(cat "$work/project.txt")"
  grep -qF "$pays" "$work/project.txt" || fail "$name: project and edgecare differ: $(cat "$work/project.txt"), not $pays"
  grep -qE '^P\(commissioner saves\) = 0\.[0-9]{2}: same luck with and without; how far luck would have differed no data can tell$' "$work/project.txt" || fail "$name: no probability: $(cat "$work/project.txt")"
  "$sweep" "$scenario" per_day_saved edge_of_care >"$work/sweep.csv" || fail "$name: sweep failed"
  # Five tariffs; a higher one never pays less nor suits the councils better, on the same families.
  awk -F, 'NR > 1 { if (NR > 2 && ($2 < paid || $3 > saves)) bad = 1; paid = $2; saves = $3; rows++ } END { exit bad || rows != 5 }' "$work/sweep.csv" ||
    fail "$name: sweep: $(cat "$work/sweep.csv")"
  if "$sweep" "$scenario" per_night edge_of_care >/dev/null 2>"$work/error.txt"; then
    fail "$name: sweep took a contract that is not there"
  fi
  grep -q "^sweep: .*typical-edge-of-care.json: " "$work/error.txt" || fail "$name: sweep did not say what is wrong: $(cat "$work/error.txt")"
}

# 1. By the CMake package, static.
examples=$prefix/share/doc/edgecare/examples
quietly cmake -S "$examples" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Release
quietly cmake --build "$work/cmake"
check "CMake package" "$work/cmake/project" "$work/cmake/sweep"

# 2. By the CMake package from a project in C++ alone, and the shared library.
mkdir "$work/plus"
cat >"$work/plus/CMakeLists.txt" <<CMAKE
cmake_minimum_required(VERSION 3.25)
project(plus LANGUAGES CXX)
find_package(edgecare 0.1 REQUIRED)
add_executable(static_sweep $examples/sweep.cpp)
target_link_libraries(static_sweep PRIVATE edgecare::edgecare)
add_executable(shared_sweep $examples/sweep.cpp)
target_link_libraries(shared_sweep PRIVATE edgecare::edgecare_shared)
CMAKE
quietly cmake -S "$work/plus" -B "$work/plus/build" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$work/plus/build"
check "CMake package, C++ alone" "$work/cmake/project" "$work/plus/build/static_sweep"
check "CMake package, shared" "$work/cmake/project" "$work/plus/build/shared_sweep"

# 3. By pkg-config: shared, then static.
export PKG_CONFIG_PATH=$library/pkgconfig
[ "$(pkg-config --modversion edgecare)" = "$("$prefix/bin/edgecare" --version | cut -d' ' -f2)" ] || fail "pkg-config tells another version than the program"
flags=$(pkg-config --cflags --libs edgecare)
quietly cc "$examples/project.c" -o "$work/project" $flags -Wl,-rpath,"$library"
quietly c++ "$examples/sweep.cpp" -o "$work/sweep" $flags -Wl,-rpath,"$library"
check "pkg-config, shared" "$work/project" "$work/sweep"
flags=$(pkg-config --cflags --static --libs edgecare | sed 's/-ledgecare/-l:libedgecare.a/')
quietly cc "$examples/project.c" -o "$work/project" $flags
quietly c++ "$examples/sweep.cpp" -o "$work/sweep" $flags
check "pkg-config, static" "$work/project" "$work/sweep"
echo "installed, found, built and run"
