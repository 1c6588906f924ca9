#!/usr/bin/env bash
# A folder of sim/ and models/ includes only folders earlier in the chain. Folders of one line below do not include each other.
# Usage: include_order.sh ROOT
set -euo pipefail
cd "$1"

order='
base
stats
json
records
models baselines distributions effects hazards intake terms tranches
load
upgrade draft
world
people measure pay appraise summarise
replicate
probe
run
report
advise trace
verify
solve portfolio compare
what_if
library
program
'

grep -rnoHE '^ *# *include "[a-z_]+/' sim models --include='*.c' --include='*.h' --include='*.def' | sed -E 's/^([^:]+):[0-9]+:.*"([a-z_]+)\/$/\1:\2/' |
  awk -F: -v order="$order" '
    BEGIN {
      lines = split(order, line, "\n")
      for (i = 1; i <= lines; i++) {
        names = split(line[i], name, " ")
        for (k = 1; k <= names; k++) rank[name[k]] = i
      }
    }
    {
      split($1, path, "/")
      own = path[2] ~ /\./ ? "program" : path[2] # files directly in sim/: the public face of the engine
      if (own == $2) next
      if (!(own in rank)) { print $1 ": its folder \"" own "\" has no place in the order"; bad = 1 }
      else if (!($2 in rank)) { print $1 ": includes \"" $2 "/\", which has no place in the order"; bad = 1 }
      else if (rank[$2] >= rank[own]) { print $1 ": \"" own "\" includes \"" $2 "\", which does not come before it"; bad = 1 }
    }
    END { exit bad }'
