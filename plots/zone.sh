#!/usr/bin/env bash
# Makes docs/zone.svg: where council and investor of Norfolk's contract can agree, as the contract sees it and as trials do. Needs gnuplot.
# Usage: plots/zone.sh (takes a minute or two)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Draws the zone of one scenario: panel SCENARIO TITLE
panel() {
  build/edgecare solve "scenarios/$1.json" --quiet --worlds 1000 --histories 1 --zone \
    --vary /contracts/norfolk/terms/edge_of_care/price_gbp=5..70:14 --vary /contracts/norfolk/limit_gbp=1000000..10000000:10 \
    --limit 'council: mean(commissioner_net_gbp) >= 0' --limit 'investor: P(investor_npv_gbp > 0) >= 0.8' --plot "$work/$1.gp"
  # The axes' formats must not reach the tables of boundaries, so they are set just before the picture.
  sed -e '/^set format/d' -e "s|^set output .*|set output '$work/$1.svg'|" -e "s|^set title .*|set title '$2'|" -e 's|size 1000,760|size 600,430|' -e 's|^set key .*|unset key; set label "council agrees" at graph 0.03, 0.06 front; set label "investor agrees" at graph 0.97, 0.5 right front|' \
    -e "s|^set xlabel .*|set xlabel 'price of a day (£)'|" -e "s|^set ylabel .*|set ylabel 'most that is paid in all (million £)'|" \
    -e "s|^plot |set format x '%g'; set format y '%.0s'; set xtics 10; set ytics 2e6\nplot |" "$work/$1.gp" >"$work/$1.drawn.gp"
  gnuplot "$work/$1.drawn.gp"
}

# The inside of an SVG at a place of a larger one: placed FILE X
placed() {
  sed -n '/<svg/,$p' "$1" | sed "0,/<svg/s/<svg/<svg x=\"$2\" y=\"0\"/"
}

panel stronger-families-norfolk-contract 'As the contract sees it (dots: both agree)'
panel stronger-families-norfolk-trials 'As trials of such therapies see it'
{
  echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 430" role="img" aria-label="Where council and investor of Norfolk can agree">'
  placed "$work/stronger-families-norfolk-contract.svg" 0
  placed "$work/stronger-families-norfolk-trials.svg" 600
  echo '</svg>'
} >docs/zone.svg
