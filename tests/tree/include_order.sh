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
careers
refer follow measure pay appraise summarise
settle
probe
run
report
advise trace
verify
solve portfolio compare
library
program
'

rank_of() {
  awk -v name="$1" 'NF { rank++; for (i = 1; i <= NF; i++) if ($i == name) { print rank; exit } }' <<<"$order"
}

bad=0
while IFS=: read -r file included; do
  from=$(cut -d/ -f2 <<<"$file")
  own=$from
  case $own in *.*) own=program ;; esac # files directly in sim/: the public face of the engine
  [ "$own" = "$included" ] && continue
  own_rank=$(rank_of "$own")
  other_rank=$(rank_of "$included")
  if [ -z "$own_rank" ]; then
    echo "$file: its folder \"$own\" has no place in the order"
    bad=1
  elif [ -z "$other_rank" ]; then
    echo "$file: includes \"$included/\", which has no place in the order"
    bad=1
  elif [ "$other_rank" -ge "$own_rank" ]; then
    echo "$file: \"$own\" includes \"$included\", which does not come before it"
    bad=1
  fi
done < <(grep -rnoHE '^ *# *include "[a-z_]+/' sim models --include='*.c' --include='*.h' --include='*.def' | sed -E 's/^([^:]+):[0-9]+:.*"([a-z_]+)\/$/\1:\2/' | sort -u)
exit $bad
