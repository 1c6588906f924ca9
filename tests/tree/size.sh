#!/usr/bin/env bash
# How much code there is: files, lines and tokens of C per room of sim/ and in all. Tokens are names, numbers, texts and signs; comments count for none.
# Usage: size.sh ROOT
set -euo pipefail
cd "$1/sim"

# One line for each file: its room, lines, tokens. Comments, then texts, go before signs are counted.
find . -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort | xargs awk '
  FNR == 1 { if (file) print room, lines, tokens; file = FILENAME; lines = tokens = comment = 0; n = split(file, part, "/"); room = n > 2 ? part[2] : "sim" }
  {
    lines++
    line = $0
    if (comment && !sub(/^.*\*\//, "", line)) next # up to the first end: no line has two comments of several lines
    comment = 0
    gsub(/"([^"\\]|\\.)*"|\x27([^\x27\\]|\\.)+\x27/, " t ", line)
    gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, " ", line)
    sub(/\/\/.*/, "", line)
    if (sub(/\/\*.*/, "", line)) comment = 1
    gsub(/[A-Za-z_0-9][A-Za-z_0-9.]*|->|<<=?|>>=?|[-+*\/%&|^=!<>]=|&&|\|\||\+\+|--|\.\.\.|##/, " t ", line)
    gsub(/[^ \tt]/, " t ", line)
    tokens += split(line, word, " ")
  }
  END { print room, lines, tokens }' |
awk '
  { files[$1]++; lines[$1] += $2; tokens[$1] += $3 }
  END {
    printf "%-12s %6s %7s %8s\n", "room", "files", "lines", "tokens"
    for (room in files) {
      printf "%-12s %6d %7d %8d\n", room, files[room], lines[room], tokens[room] | "LC_ALL=C sort"
      f += files[room]; l += lines[room]; t += tokens[room]
    }
    close("LC_ALL=C sort")
    printf "%-12s %6d %7d %8d\n", "all", f, l, t
  }'
