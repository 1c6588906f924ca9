#!/usr/bin/env bash
# The manual page and completion tell of every option that --help shows, and the shells can read them. Usage: manual.sh PROGRAM
set -uo pipefail
program=$1
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
bad=0
fail() { echo "$*"; bad=1; }

"$program" manual man >"$room/edgecare.1"
"$program" manual bash >"$room/edgecare.bash"
"$program" manual zsh >"$room/_edgecare"

if command -v groff >/dev/null; then
  groff -man -ww -z "$room/edgecare.1" 2>"$room/groff" || fail "groff refuses the page"
  [ -s "$room/groff" ] && fail "groff warns: $(cat "$room/groff")"
fi
bash -n "$room/edgecare.bash" || fail "bash cannot read its completion"
if command -v zsh >/dev/null; then
  zsh -n "$room/_edgecare" || fail "zsh cannot read its completion"
fi

# what COMPREPLY holds after typing the words
complete_words() {
  (source "$room/edgecare.bash"; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _edgecare; printf '%s\n' "${COMPREPLY[@]}")
}

# what zsh is told of a command
zsh_words() {
  zsh -fc '_arguments() { print -rl -- "$@" }; words=(edgecare '"$1"' ""); CURRENT=3; source "$1"' zsh "$room/_edgecare"
}

commands=$("$program" --help | sed -n 's/^  \([a-z-]*\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -gt 5 ] || fail "--help shows no commands"
[ "$(complete_words edgecare '' | grep -cv '^--')" -eq "$(wc -w <<<"$commands")" ] || fail "bash does not offer each command"
for name in $commands; do
  grep -q "^.SS \"edgecare $name " "$room/edgecare.1" || fail "the page leaves out $name"
  offered=$(complete_words edgecare "$name" --)
  told=$(command -v zsh >/dev/null && zsh_words "$name")
  for option in $("$program" "$name" --help | grep -oE '^ +(-[a-zA-Z?], )?--[a-z-]+' | grep -oE -- '--[a-z-]+' | sort -u); do
    case $option in --usage) continue ;; esac
    grep -qE -- "^$option=?\$" <<<"$offered" || fail "bash does not offer $name $option"
    [ -z "$told" ] || grep -qF -- "$option" <<<"$told" || fail "zsh is not told of $name $option"
    [ "$option" = --help ] || sed -n "/^.SS \"edgecare $name /,/^.SS \"/p" "$room/edgecare.1" | sed 's/\\-/-/g' | grep -qF -- "$option" || fail "the page leaves out $name $option"
  done
done
[ "$(cd "$room" && complete_words edgecare lint edgecare.b)" = edgecare.bash ] || fail "bash does not complete files"
"$program" manual bsh >/dev/null 2>&1 && fail "a form that is none is taken"
exit $bad
